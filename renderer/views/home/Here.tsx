/** Whether a participant is here, in the words of the head of Home and of its list alike. */
import type { Client, Status } from '../../../main/contract.ts'
import { heardParticipant } from '../../../main/contract/who-listens.ts'
import { Listening } from '../../components/Listening.tsx'
import { Time } from '../../components/Time.tsx'
import { homeStrings } from '../../strings/home.ts'
import { noLinks, presenceOf } from './presence.ts'

const words = homeStrings.people

interface Props {
  id: string
  clients: readonly Client[]
  status: Status | undefined
}

export function Here({ id, clients, status }: Props) {
  const { kind, at } = presenceOf(id, clients, status ?? noLinks)
  const heard = heardParticipant(status?.presence ?? [], id)
  if (kind === 'linked' && heard?.state !== 'lately') return words.linked
  if (heard && heard.lastSeen !== null) return <Listening heard={heard} />
  if (at === null) return kind === 'approved' ? words.approved : words.away
  return (
    <>
      {words.seen} <Time iso={at} />
    </>
  )
}
