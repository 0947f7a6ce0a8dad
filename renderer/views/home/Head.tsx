/** The head of Home: the picture, one sentence on how things stand, both sides by
 * name, and the lever. */
import { useState } from 'react'
import type { Approval, Client, Status } from '../../../main/contract.ts'
import { Bridge, type Crossing } from '../../components/Bridge.tsx'
import { lookOf } from '../../participants.ts'
import type { LogEntries } from '../../data/shapes.ts'
import type { Link } from '../../data/store.ts'
import { timeOf } from '../../format.ts'
import { standOf } from '../../position.ts'
import { strings } from '../../strings.ts'
import { Lever } from './Lever.tsx'
import { noLinks, presenceOf } from './presence.ts'

interface Props {
  link: Link
  status: Status | undefined
  approvals: readonly Approval[]
  clients: readonly Client[]
  log: LogEntries | undefined
}

export function Head(props: Props) {
  const { link, status, log } = props
  const open = link === 'open'
  const claude = sideOf('claude', props)
  const chatgpt = sideOf('chatgpt', props)
  return (
    <header className="mb-14 overflow-clip pt-10">
      <Bridge
        guarded={open && status?.guarded === true}
        raised={!open || status?.position === 'raised'}
        leftLit={open && claude.here}
        rightLit={open && chatgpt.here}
        crossing={useCrossing(log)}
      />
      <div className="mx-auto grid w-[45.75rem] max-w-full grid-cols-2 pt-4 text-center max-sm:-mx-[10%] max-sm:w-auto max-sm:max-w-none">
        <Side name={strings.head.claude} words={open ? claude.words : strings.head.unknown} />
        <Side name={strings.head.chatgpt} words={open ? chatgpt.words : strings.head.unknown} />
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

function Side({ name, words }: { name: string; words: string }) {
  return (
    <p className="leading-snug">
      {name}
      <br />
      <span className="text-sm text-muted">{words}</span>
    </p>
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

/** Whether a side is connected, and how. */
function sideOf(id: string, { clients, status }: Props): { here: boolean; words: string } {
  const { kind, at } = presenceOf(id, clients, status ?? noLinks)
  const words = strings.head
  if (kind === 'waiting') return { here: true, words: words.waiting }
  if (kind === 'linked') return { here: true, words: words.local }
  if (at !== null) return { here: true, words: words.seen(timeOf(at)) }
  return { here: false, words: kind === 'approved' ? words.approved : words.absent }
}

/** The newest message, once the panel has seen the log grow: not the ones that were there before. */
function useCrossing(log: LogEntries | undefined): Crossing | undefined {
  const messages = log?.filter(({ kind }) => kind === 'message')
  const newest = messages?.reduce((last, entry) => (entry.seq > last.seq ? entry : last), {
    seq: 0,
    by: 'owner',
  })
  const [seenAtFirst, setSeenAtFirst] = useState<number>()
  if (newest && seenAtFirst === undefined) setSeenAtFirst(newest.seq)
  if (!newest || seenAtFirst === undefined || newest.seq <= seenAtFirst) return undefined
  const from = newest.by === 'chatgpt' ? 'right' : 'left'
  return { seq: newest.seq, hue: lookOf(newest.by).hue, from }
}
