/** What an answer shows of messages and files, as the ledger takes it. */
import { removedText } from '../conversation/texts.ts'
import { messageSeq, position } from '../conversation/ids.ts'
import type { Message } from '../conversation/message-types.ts'
import type { FetchedDocument, SearchResult } from '../conversation/search/search-types.ts'
import type { LogEntry } from '../conversation/log/log-types.ts'
import type { Shown } from '../ledger/types.ts'
import type { Talk } from '../talk/talk-types.ts'

/** A text in full; of one that was removed for good only that it was there. */
export const wholeText = ({ seq, text }: Pick<Message, 'seq' | 'text'>): Shown => ({
  seq,
  extent: text === removedText ? 'name' : 'whole',
})

/** The beginning of a text, or an excerpt. */
export const partOfText = (seq: number, text: string): Shown => ({
  seq,
  extent: text === removedText ? 'name' : 'part',
})

export const fileNamed = ({ name, version }: { name: string; version?: number }): Shown => ({
  file: name,
  ...(version !== undefined && { version }),
  extent: 'name',
})

const isText = (kind: string): boolean => kind === 'message' || kind === 'note'
const isFile = (kind: string): boolean => kind === 'file-written' || kind === 'file-deleted'

/** Messages and notes in full, changes of files by name. */
export const entriesShown = (entries: readonly LogEntry[]): Shown[] =>
  entries.flatMap((entry): Shown[] => {
    if (isText(entry.kind)) return [wholeText(entry)]
    return isFile(entry.kind) ? [{ seq: entry.seq, extent: 'name' }] : []
  })

/** Each hit is an excerpt. */
export const hitsShown = (hits: readonly SearchResult[]): Shown[] =>
  hits.flatMap(({ id }): Shown[] => {
    const seq = seqIn(id)
    if (seq !== undefined) return [{ seq, extent: 'part' }]
    return [{ file: id.slice(filePrefix.length), extent: 'part' }]
  })

/** What is not text of a file is told only by its name. */
export function documentShown({ id, text, metadata, isBytes }: FetchedDocument): Shown[] {
  const { kind = '', version } = metadata
  if (kind === 'file') {
    const file = id.slice(filePrefix.length)
    return [{ file, version: Number(version), extent: isBytes ? 'name' : 'whole' }]
  }
  const seq = seqIn(id)
  if (seq === undefined) return []
  if (isText(kind)) return [wholeText({ seq, text })]
  return isFile(kind) ? [{ seq, extent: 'name' }] : []
}

const filePrefix = 'file:'

/** The entry of the log behind the id of a message or an entry. */
const seqIn = (id: string): number | undefined =>
  id.startsWith('message:') ? messageSeq(id.slice('message:'.length)) : position('log:', id)

/** Its title, the question where it is told whole, what was said, and the names of its files. */
export function shownInTalk(
  { thread, question, steps, files }: Pick<Talk, 'thread' | 'question' | 'steps' | 'files'>,
  messages: readonly number[],
  { whole, readsFiles }: { whole: boolean; readsFiles: boolean },
): Shown[] {
  const texts = new Map(steps.map(({ message, text }) => [message, text]))
  const extent = (text: string | null | undefined, most: 'part' | 'whole') =>
    text === '' || text === null || text === undefined ? 'name' : most
  return [
    { seq: thread, extent: extent(question, whole ? 'whole' : 'part') },
    ...messages.map((seq): Shown => ({ seq, extent: extent(texts.get(seq), 'whole') })),
    ...(whole && readsFiles ? files.map((name) => fileNamed({ name })) : []),
  ]
}
