/**
 * The id of the program behind a call. A client that signed in has its own; a local link has none, so it is
 * known by the name it gave when it connected, which outlasts the link.
 */
import type { CallingClient } from './types.ts'

const linkPrefix = 'link:'
const seatPrefix = 'link:seat '

/** A link that gave `ownName`, or `fallback` when it gave none. */
export function linkClient(ownName: string | undefined, fallback: string): CallingClient {
  const name = (ownName ?? '').replaceAll(/[^\w .-]/g, '').slice(0, 64)
  return name === '' ? { id: linkPrefix, name: fallback } : { id: `${linkPrefix}${name}`, name }
}

/** A program that the bridge runs for one turn. */
export const seatClient = (name: string): CallingClient => ({ id: `${seatPrefix}${name}`, name })

/** Whether a calling client was a program that the bridge ran for a turn. */
export const isSeatClient = (id: string): boolean => id.startsWith(seatPrefix)

/** Whether an id of a calling client is a link's, for which nobody signed in. */
export const isLinkClient = (id: string): boolean => id.startsWith(linkPrefix)
