/** The message behind a call: who wrote to whom, and how it begins. */
import { useLoaded } from '../../../data/hooks.ts'
import { nameOf } from '../../../participants.ts'
import { trafficStrings as words } from '../../../strings/traffic.ts'
import type { Row } from '../data/row.ts'

export function SentMessage({ message }: { message: NonNullable<Row['message']> }) {
  const { value: participants = [] } = useLoaded('participants.list', {})
  const name = (id: string): string => nameOf(id, participants)
  return (
    <>
      {words.sent(name(message.from), message.to.map(name))}
      {message.words !== null && <bdi>: {message.words}</bdi>}
    </>
  )
}
