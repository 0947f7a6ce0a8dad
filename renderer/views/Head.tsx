/** The head of Home: the picture, one sentence on how things stand, and both sides by name. */
import { useState } from 'react'
import type { Client, Status } from '../../main/contract.ts'
import { Bridge, type Crossing } from '../components/Bridge.tsx'
import { lookOf } from '../participants.ts'
import type { PanelState } from '../store.ts'
import { strings } from '../strings.ts'

export function Head({ state }: { state: PanelState }) {
  const { link, data } = state
  const open = link === 'open'
  const claude = sideOf('claude', data.clients ?? [], data.status)
  const chatgpt = sideOf('chatgpt', data.clients ?? [], undefined)
  return (
    <header className="mb-12 overflow-clip pt-6">
      <p className="mb-2 px-5 text-center font-serif text-lg text-muted">{strings.name}</p>
      <Bridge
        raised={!open}
        leftLit={open && claude.here}
        rightLit={open && chatgpt.here}
        crossing={useCrossing(data.log)}
      />
      <div className="mx-auto grid w-[45.75rem] max-w-full grid-cols-2 pt-4 text-center max-sm:-mx-[10%] max-sm:w-auto max-sm:max-w-none">
        <Side name={strings.head.claude} words={open ? claude.words : strings.head.unknown} />
        <Side name={strings.head.chatgpt} words={open ? chatgpt.words : strings.head.unknown} />
      </div>
      <h1 className="px-5 pt-8 text-center font-serif text-4xl text-balance wrap-anywhere sm:text-5xl">
        {sentence(state)}
      </h1>
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

function sentence({ link, data }: PanelState): string {
  const words = strings.head
  if (link === 'stopped') return words.stopped
  if (link !== 'open' || !data.status) return words.connecting
  const [first, ...more] = data.approvals ?? []
  if (first) return more.length > 0 ? words.ask(more.length + 1) : words.asks(first.clientName)
  return data.status.logEntries > 0 || data.status.clients > 0 || data.status.links.length > 0
    ? words.open
    : words.quiet
}

/** Whether a participant is connected, and how. */
function sideOf(id: string, clients: readonly Client[], status: Status | undefined) {
  if (clients.some(({ participant, grants }) => participant === id && grants > 0)) {
    return { here: true, words: strings.head.connected }
  }
  return status?.links.includes(id)
    ? { here: true, words: strings.head.local }
    : { here: false, words: strings.head.absent }
}

/** The newest message, once the panel has seen the log grow: not the ones that were there before. */
function useCrossing(log: PanelState['data']['log']): Crossing | undefined {
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
