/** Which part of the conversation the address means. */
import { hrefTo } from '../../navigation.ts'

export type ConversationPlace =
  /** The newest thread, or none where only the list has room. */
  | { part: 'threads' }
  | { part: 'thread'; id: string }
  /** Somewhere in a thread that has yet to be found. */
  | { part: 'message'; id: string }
  | { part: 'new' }
  | { part: 'files'; name?: string }
  | { part: 'search'; query: string }
  | { part: 'log'; seq?: number }

export function placeIn(path: readonly string[]): ConversationPlace {
  const [first = '', second = ''] = path
  // Ids as the search gives them: `message:m12`, `log:9`.
  const [kind, id = ''] = second.includes(':') ? second.split(':', 2) : ['', second]
  if (first === 'message' && kind === 'log') return { part: 'log', seq: Number(id) || 0 }
  if (first === 'message' && id !== '') return { part: 'message', id }
  if (first === 'new') return { part: 'new' }
  if (first === 'files') return { part: 'files' }
  if (first === 'file') return second === '' ? { part: 'files' } : { part: 'files', name: second }
  if (first === 'search') return { part: 'search', query: second }
  if (first === 'log')
    return second === '' ? { part: 'log' } : { part: 'log', seq: Number(id) || 0 }
  return first === '' ? { part: 'threads' } : { part: 'thread', id: first }
}

export const toThreads = (): string => hrefTo('conversation')
export const toThread = (id: string): string => hrefTo('conversation', id)
export const toNew = (): string => hrefTo('conversation', 'new')
export const toMessage = (id: string): string => hrefTo('conversation', 'message', id)
export const toFiles = (): string => hrefTo('conversation', 'files')
export const toFile = (name: string): string => hrefTo('conversation', 'file', name)
export const toSearch = (query: string): string => hrefTo('conversation', 'search', query)
export const toLog = (seq?: number): string =>
  hrefTo('conversation', 'log', ...(seq === undefined ? [] : [String(seq)]))
