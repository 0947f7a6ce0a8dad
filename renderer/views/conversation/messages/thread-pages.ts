/**
 * The part of a thread that is here: one unbroken stretch up to its newest message, made of pages
 * that arrive one after the other.
 */
import type { MethodResult } from '../../../../main/contract.ts'

export type ThreadMessage = MethodResult<'conversation.thread'>[number]

export interface Stretch {
  /** Oldest first. */
  messages: readonly ThreadMessage[]
  /** Nothing is before them. */
  complete: boolean
}

/** A page from before the stretch; an empty one says that there is nothing more. */
export function withEarlier(stretch: Stretch, page: readonly ThreadMessage[]): Stretch {
  const first = stretch.messages[0]?.seq ?? Infinity
  const earlier = page.filter(({ seq }) => seq < first)
  return { messages: [...earlier, ...stretch.messages], complete: earlier.length === 0 }
}

/**
 * The newest page again: its messages take the place of the same ones. Where it does not reach back
 * to the stretch, what lies between is not known, and the page alone is kept.
 */
export function withNewest(stretch: Stretch, page: readonly ThreadMessage[]): Stretch {
  const [first] = page
  const last = stretch.messages.at(-1)
  if (!first || !last) return { messages: page, complete: page.length === 0 }
  if (first.seq > last.seq) return { messages: page, complete: false }
  const before = stretch.messages.filter(({ seq }) => seq < first.seq)
  const complete = before.length > 0 || stretch.messages[0]?.seq === first.seq
  return { messages: [...before, ...page], complete: complete && stretch.complete }
}

/**
 * How many of the newest have to be asked for again so that every receipt that can still change is
 * among them; receipts settle when everybody has acknowledged.
 */
export function unsettled(messages: readonly ThreadMessage[], least: number, most: number): number {
  const open = messages.findIndex(({ receipts }) =>
    receipts.some(({ acknowledgedAt }) => acknowledgedAt === null),
  )
  const count = open < 0 ? 0 : messages.length - open
  return Math.min(most, Math.max(least, count))
}
