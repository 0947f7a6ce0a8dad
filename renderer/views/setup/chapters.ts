/** The chapters of the guide, and how each stands; from what the bridge knows, so that it can be resumed. */
import { awaitsProgram } from '../../../main/contract/awaits-program.ts'
import type { MethodResult, Status } from '../../../main/contract.ts'
import type { MarkState } from '../../components/StatusMark.tsx'
import { timeOf } from '../../format.ts'
import { setupStrings } from '../../strings/setup.ts'
import type { RoundTrip } from './test/round-trip.ts'

/** How many of those who were asked have answered. */
type Answered = Pick<RoundTrip, 'answered' | 'all'>

const words = setupStrings.state

export const chapterIds = ['sign-in', 'address', 'chatgpt', 'claude', 'clients', 'test'] as const
export type ChapterId = (typeof chapterIds)[number]

export type Identity = MethodResult<'identity.status'>
export type Tunnel = MethodResult<'tunnel.status'>
export type Connectable = MethodResult<'connect.list'>[number]

export interface Chapter {
  id: ChapterId
  state: MarkState
  /** How it stands, in a few words. */
  detail: string
}

export interface Known {
  identity: Identity | undefined
  status: Status | undefined
  connectable: readonly Connectable[] | undefined
  trip: Answered | undefined
}

/** The ways in of Claude; one is enough. */
export const claudeIds: readonly string[] = ['claude-desktop', 'claude-web', 'claude-code']

/** Those that have no chapter of their own. */
export const isOther = ({ id }: Connectable): boolean => id !== 'chatgpt' && !claudeIds.includes(id)

export function chaptersOf({ identity, status, connectable, trip }: Known): Chapter[] {
  const unknown = { state: 'waiting', detail: words.unknown } as const
  const others = connectable?.filter(isOther)
  return [
    { id: 'sign-in', ...(identity ? signIn(identity) : unknown) },
    { id: 'address', ...(status ? address(status.tunnel) : unknown) },
    { id: 'chatgpt', ...(connectable ? client(connectable, ['chatgpt']) : unknown) },
    { id: 'claude', ...(connectable ? claude(connectable, status?.links ?? []) : unknown) },
    { id: 'clients', ...(others ? clients(others) : unknown) },
    { id: 'test', ...test(trip) },
  ]
}

/** The chapter the owner should go on with; undefined when nothing is open. */
export const firstOpen = (chapters: readonly Chapter[]): ChapterId | undefined =>
  chapters.find(({ state }) => state !== 'ok' && state !== 'off')?.id

type Standing = Omit<Chapter, 'id'>

function signIn({ provider, name, saved, owner, drift }: Identity): Standing {
  if (provider === 'owner-approval') {
    return saved !== null && owner === null
      ? { state: 'attention', detail: words.signIn.unbound }
      : { state: 'ok', detail: words.signIn.here }
  }
  if (owner === null) return { state: 'attention', detail: words.signIn.unbound }
  if (drift !== null) return { state: 'attention', detail: words.signIn.drift }
  return { state: 'ok', detail: words.signIn.there(name) }
}

function address(tunnel: Tunnel): Standing {
  const { mode, state, publicUrl } = tunnel
  if (mode === 'off') return { state: 'off', detail: words.address.off }
  if (awaitsProgram(tunnel)) return { state: 'waiting', detail: words.address.notYet }
  if (state === 'ready' || state === 'degraded') {
    const host = publicUrl === null ? '' : (URL.parse(publicUrl)?.host ?? publicUrl)
    return { state: 'ok', detail: words.address.ready(host) }
  }
  return state === 'failed' || state === 'stopped'
    ? { state: 'failed', detail: words.address.failed }
    : { state: 'working', detail: words.address.working }
}

function client(connectable: readonly Connectable[], ids: readonly string[]): Standing {
  const some = connectable.filter(({ id }) => ids.includes(id))
  const has = (state: Connectable['state']) => some.some((one) => one.state === state)
  if (has('connected')) return { state: 'ok', detail: words.client.connected }
  if (has('set-up')) return { state: 'working', detail: words.client.setUp }
  if (has('stale')) return { state: 'attention', detail: words.client.stale }
  const open = some.some(({ routes }) => routes.some(({ available }) => available))
  return { state: 'waiting', detail: open ? words.client.open : words.client.needsAddress }
}

/** By a link it is connected only while the link is open; until when it was, is known. */
function claude(connectable: readonly Connectable[], links: readonly string[]): Standing {
  const standing = client(connectable, claudeIds)
  const [seenAt] = connectable
    .filter(({ id }) => claudeIds.includes(id))
    .flatMap((one) => one.seenAt ?? [])
    .toSorted()
    .toReversed()
  return standing.state === 'ok' && seenAt !== undefined && !links.includes('claude')
    ? { ...standing, detail: words.client.seen(timeOf(seenAt)) }
    : standing
}

function clients(others: readonly Connectable[]): Standing {
  const connected = others.filter(({ state }) => state === 'connected').map(({ name }) => name)
  return connected.length > 0
    ? { state: 'ok', detail: words.clients.some(connected) }
    : { state: 'off', detail: words.clients.none }
}

function test(trip: Answered | undefined): Standing {
  if (!trip) return { state: 'waiting', detail: words.test.open }
  const { answered, all } = trip
  return answered === all
    ? { state: 'ok', detail: words.test.done }
    : { state: 'working', detail: words.test.underWay(answered, all) }
}
