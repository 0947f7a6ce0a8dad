/** What stands between two messages: that another day begins, that what follows was unread. */
import { dayOf } from '../../../format.ts'
import { conversationStrings } from '../../../strings/conversation.ts'

interface Props {
  day: string | undefined
  fresh: boolean
}

export function DayLine({ day, fresh }: Props) {
  return (
    <>
      {day !== undefined && (
        <h3 className="day-line">
          <time dateTime={day}>{dayOf(day)}</time>
        </h3>
      )}
      {fresh && <p className="day-line fresh-line">{conversationStrings.message.fresh}</p>}
    </>
  )
}
