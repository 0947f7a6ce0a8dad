/**
 * Who may wait for the owner at once. Anyone on the internet can begin a sign-in, so the queue is
 * small, split in two, and kept so that a flood of strangers can neither fill the places of known
 * clients nor push out a browser that is really there (its page asks again every two seconds).
 */

/** What the rules look at. */
export interface Waiting {
  uid: string
  /** Sign-ins that count as one client: all connections of a known vendor are one. */
  group: string
  trusted: boolean
  /** What the client calls this attempt; repeating it is the same attempt. */
  attempt: string
  requestedAt: number
  /** When its page last asked. */
  seenAt: number
}

export interface QueueLimits {
  pendingPerClient: number
  pendingTrusted: number
  pendingOthers: number
}

/** A page that has not asked for this long has been closed. */
const quietMs = 90_000
/** A page that is really open asks for the first time well before this. */
const firstReturnMs = 10_000

/**
 * The waiting sign-ins that make room for `newcomer`; undefined when there is no room for it.
 */
export function makeRoom<T extends Waiting>(
  waiting: readonly T[],
  newcomer: Waiting,
  limits: QueueLimits,
  now: number,
): T[] | undefined {
  const repeated = waiting.filter(
    (other) => other.group === newcomer.group && other.attempt === newcomer.attempt,
  )
  if (repeated.length > 0) return repeated
  const ofClient = waiting.filter((other) => other.group === newcomer.group)
  if (ofClient.length >= limits.pendingPerClient) {
    const closed = quietestFirst(ofClient.filter((other) => isClosed(other, now)))
    const surplus = ofClient.length - limits.pendingPerClient + 1
    return closed.length >= surplus ? closed.slice(0, surplus) : undefined
  }
  const places = newcomer.trusted ? limits.pendingTrusted : limits.pendingOthers
  const ofKind = waiting.filter((other) => other.trusted === newcomer.trusted)
  if (ofKind.length < places) return []
  const [quietest] = quietestFirst(ofKind)
  return quietest && now - quietest.seenAt >= quietMs ? [quietest] : undefined
}

/** How long the owner has for comparing a number before its place may go to another. */
const turnMs = 60_000

/** Sign-ins that compete for the same places. */
export const lineOf = ({ group, trusted }: Waiting): string => (trusted ? group : 'strangers')

/** Whose place a newcomer may draw where there is no room: the one that has had it longest. */
export function longestHeld<T extends Waiting>(
  waiting: readonly T[],
  newcomer: Waiting,
  now: number,
): T | undefined {
  const [oldest] = waiting
    .filter((other) => lineOf(other) === lineOf(newcomer))
    .sort((a, b) => a.requestedAt - b.requestedAt)
  return oldest && now - oldest.requestedAt >= turnMs ? oldest : undefined
}

const hasReturned = ({ seenAt, requestedAt }: Waiting): boolean => seenAt > requestedAt

function isClosed(waiting: Waiting, now: number): boolean {
  return now - waiting.seenAt >= (hasReturned(waiting) ? quietMs : firstReturnMs)
}

/** Those whose page never asked again come first, then those it is longest ago for. */
function quietestFirst<T extends Waiting>(waiting: readonly T[]): T[] {
  return [...waiting].sort(
    (a, b) => Number(hasReturned(a)) - Number(hasReturned(b)) || a.seenAt - b.seenAt,
  )
}
