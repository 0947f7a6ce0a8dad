/**
 * Full-text search over messages, notes and text files. A query is words, never syntax: each is
 * quoted, so nothing a person or model types can be an error. All words must occur; the last may
 * be the beginning of one; if nothing has all of them, what has some is shown.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Parts } from '../deps.ts'
import { createExcerpts, type Excerpts } from './excerpts.ts'
import { messageId } from '../ids.ts'
import { indexOlder } from './index-older.ts'
import { stringsFrom } from '../message-rows.ts'
import { clampLimit, integer, iso, text, type Row } from '../rows.ts'
import { matching, newestMatches, type SearchView } from './search-index.ts'
import { isFrequent, judged, rank } from './search-rank.ts'
import { fold, wordsOf } from './search-words.ts'
import { snippetOf } from './snippets.ts'
import { firstWords } from '../texts.ts'
import { isRun, lookup } from './unspaced-words.ts'
import type { Conversation } from '../types.ts'
import type { SearchResult } from './search-types.ts'

const standardLimit = 10
const maxLimit = 50
/** The newest matches, among which the ranking chooses. */
const candidates = 64

interface Found {
  seq: number
  kind: SearchResult['kind']
  /** The beginning; for a file its name. More is read only of what is shown. */
  text: string
  row: Row
}

export function createSearch({
  store,
  blobs,
  log,
  laterWords,
}: Parts): Pick<Conversation, 'search'> {
  indexOlder(store, blobs).catch((error: unknown) => {
    log?.warn('search.older-not-indexed', { error: String(error) })
  })

  function match(query: string, view: SearchView): Found[] {
    return store
      .statement(
        `SELECT l.seq, l.kind, l.at, l.by, l.ref, m.recipients, 
           substr(coalesce(m.text, l.text), 1, ${judged}) AS text
         FROM (${newestMatches(view)}) w
         JOIN log l ON l.seq = w.seq LEFT JOIN messages m ON m.seq = l.seq`,
      )
      .all(...matching(view, query, candidates))
      .map(foundFrom)
  }

  function find(words: readonly string[], enough: number, view: SearchView): Found[] {
    const wanted = words.map(lookup)
    const all = wanted.join(' AND ')
    const runs = words.filter(isRun).map(fold)
    const exact = match(all, view).filter((one) => hasRuns(one, runs))
    if (exact.length >= enough) return exact
    // Beginnings of words are dear to look up, and not meant where the last is a frequent word.
    const last = words.at(-1) ?? ''
    const found =
      isRun(last) || isFrequent(store, last, view)
        ? exact
        : match(`${all}*`, view).filter((one) => hasRuns(one, runs))
    if (found.length > 0 || words.length === 1) return found
    return match(wanted.join(' OR '), view)
  }

  return {
    search({ query, limit, includeFiles = true, only }) {
      const view = { includeFiles, only }
      const words = wordsOf(query)
      if (words.length === 0) throw new BridgeError('empty-query')
      const count = clampLimit(limit, standardLimit, maxLimit)
      laterWords.catchUp()
      const excerpts = createExcerpts(store, blobs)
      return rank(store, find(words, count, view), words, view)
        .slice(0, count)
        .map((found) => resultFrom(found, snippetOf(shown(found, excerpts), words)))
    },
  }
}

/**
 * The pairs of a run may stand in a text without standing side by side. What is longer than what is
 * looked at, and the content of a file, counts as having it.
 */
function hasRuns({ kind, text }: Found, runs: readonly string[]): boolean {
  if (runs.length === 0 || kind === 'file' || text.length >= judged) return true
  const folded = fold(text)
  return runs.every((run) => folded.includes(run))
}

/** The text to show: of a file its content, or its name where that is too much to read. */
function shown({ kind, seq, text }: Found, excerpts: Excerpts): string {
  if (kind === 'file') return excerpts.ofFile(seq) ?? text
  return text.length < judged ? text : (excerpts.ofText(seq) ?? text)
}

function foundFrom(row: Row): Found {
  const kind = text(row, 'kind')
  return {
    seq: integer(row, 'seq'),
    kind: kind === 'message' ? 'message' : kind === 'note' ? 'log' : 'file',
    text: kind === 'file-written' ? text(row, 'ref') : text(row, 'text'),
    row,
  }
}

function resultFrom({ kind, seq, text: words, row }: Found, snippet: string): SearchResult {
  const by = text(row, 'by')
  const common = { kind, snippet, by, at: iso(integer(row, 'at')) }
  if (kind === 'file') return { id: `file:${words}`, title: words, ...common }
  const start = firstWords(words, 60)
  if (kind === 'log') return { id: `log:${seq}`, title: `Note by ${by}: ${start}`, ...common }
  const to = stringsFrom(text(row, 'recipients')).join(', ')
  return { id: `message:${messageId(seq)}`, title: `${by} to ${to}: ${start}`, ...common }
}
