/** What in a talk needs the owner: it is paused, a bound was reached, or it waits on one who is away. */
import { Button } from '../../../components/Button.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { useNow } from '../../../data/use-now.ts'
import { talkStrings } from '../../../strings/talks.ts'
import type { Talk } from '../shapes.ts'
import { amounts } from './bounds.ts'
import { BringBack } from './BringBack.tsx'
import { awaySeats, hasCome } from './standing.ts'
import type { TalkActs } from './use-talk-acts.ts'

const words = talkStrings.acts

interface Props {
  talk: Talk
  acts: TalkActs
}

/** Whether it stopped by itself and asks how to go on. */
export const asksOwner = ({ state, pausedBecause }: Talk): boolean =>
  state === 'paused' && pausedBecause !== null && pausedBecause.kind !== 'owner'

export function Attention({ talk, acts }: Props) {
  const now = useNow()
  const { value: wakeable } = useLoaded('wake.list', {})
  if (asksOwner(talk)) {
    return <Reached talk={talk} acts={acts} />
  }
  // Until it is known who is woken nobody is called, so that no card comes up and goes at once.
  if (!wakeable) return null
  const isWoken = (id: string): boolean =>
    wakeable.some(({ participant, doors }) => participant === id && doors.length > 0)
  return awaySeats(talk, now, isWoken).map((seat) => (
    <BringBack key={seat.participant} seat={seat} came={hasCome(talk, seat)} />
  ))
}

function Reached({ talk, acts }: Props) {
  const what = talk.pausedBecause?.what
  return (
    <section aria-label={words.whatReached} role="alert" className="needs-you">
      <p className="text-lg wrap-anywhere">{talk.pausedBecause?.words}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button kind="solid" busy={acts.busy} onClick={() => void acts.resume()}>
          {words.goOn}
        </Button>
        {what && (
          <Button disabled={acts.busy} onClick={() => void acts.more(what, amounts[what])}>
            {words.moreOf[what]}
          </Button>
        )}
        <Button disabled={acts.busy} onClick={() => void acts.end()}>
          {words.end}
        </Button>
      </div>
    </section>
  )
}
