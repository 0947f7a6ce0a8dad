/** The head of Home: the picture, one sentence on how things stand, both sides by
 * name, and the lever. */
import { useState } from 'react'
import type { Approval, Client, Status } from '../../../main/contract.ts'
import { heardParticipant } from '../../../main/contract/who-listens.ts'
import { Bridge } from '../../components/Bridge.tsx'
import type { Journey } from '../../components/bridge/Crossing.tsx'
import type { Light } from '../../components/bridge/Tower.tsx'
import type { LogEntries } from '../../data/shapes.ts'
import type { Link } from '../../data/store.ts'
import { standOf } from '../../position.ts'
import { strings } from '../../strings.ts'
import { Here } from './Here.tsx'
import { journeyOf } from './journey.ts'
import { Lever } from './Lever.tsx'
import { noLinks, presenceOf, type Links } from './presence.ts'

interface Props {
  link: Link
  status: Status | undefined
  approvals: readonly Approval[]
  clients: readonly Client[]
  log: LogEntries | undefined
}

export function Head(props: Props) {
  const { link, status, clients } = props
  const open = link === 'open'
  return (
    <header className="mb-14 overflow-clip pt-10">
      <Bridge
        guarded={open && status?.guarded === true}
        raised={!open || status?.position === 'raised'}
        {...(open && {
          lights: { left: lightOf('claude', props), right: lightOf('chatgpt', props) },
        })}
        crossing={useJourney(props)}
      />
      <div className="mx-auto flex w-[45.75rem] max-w-full justify-between pt-4 text-center sm:grid sm:grid-cols-2">
        {(['claude', 'chatgpt'] as const).map((id) => (
          <p key={id} className="min-w-0 leading-snug wrap-anywhere max-sm:w-2/5 max-sm:px-1">
            {strings.head[id]}
            <br />
            <span className="text-sm text-muted">
              {open ? <Here {...{ id, clients, status }} /> : strings.head.unknown}
            </span>
          </p>
        ))}
      </div>
      <h1 className="px-5 pt-8 text-center font-serif text-4xl text-balance wrap-anywhere sm:text-5xl">
        {sentence(props)}
      </h1>
      <div className="mt-6 px-5">
        <Lever position={open && status ? standOf(status) : undefined} />
      </div>
    </header>
  )
}

function sentence({ link, status, approvals }: Props): string {
  const words = strings.head
  if (link === 'stopped') return words.stopped
  if (link !== 'open' || !status) return words.connecting
  const [first, ...more] = approvals
  if (first) return more.length > 0 ? words.ask(more.length + 1) : words.asks(first.clientName)
  if (status.position === 'raised') return words.raised
  if (status.guarded) return words.guarded(status.heldItems)
  return status.logEntries > 0 || status.clients > 0 || status.links.length > 0
    ? words.open
    : words.quiet
}

/** Listening now, called lately or linked, away: a whole window, half of one, none. */
function lightOf(id: string, { status = noLinks }: { status: Links | undefined }): Light {
  const state = heardParticipant(status.presence, id)?.state
  if (state === 'waiting') return 'lit'
  return state === 'lately' || status.links.includes(id) ? 'dim' : 'dark'
}

/** The newest message, once the panel has seen the log grow: not the ones that were there before. */
function useJourney({ log, clients, status, link }: Props): Journey | undefined {
  const messages = log?.filter(({ kind }) => kind === 'message')
  const newest = messages?.toSorted((a, b) => b.seq - a.seq)[0]
  const [seenAtFirst, setSeenAtFirst] = useState<number>()
  if (messages && seenAtFirst === undefined) setSeenAtFirst(newest?.seq ?? 0)
  if (!newest || seenAtFirst === undefined || newest.seq <= seenAtFirst) return undefined
  // What the owner writes meanwhile waits for the bridge to be lowered.
  if (link !== 'open' || status?.position === 'raised') return undefined
  return journeyOf(newest, (id) => presenceOf(id, clients, status ?? noLinks).kind === 'absent')
}
