/**
 * Ranking. SQLite's own bm25() visits every row that has a word, which takes tens of milliseconds
 * for a common one; so the newest matches are taken first and BM25 is computed over those here,
 * with the rarity of each word estimated from how far back its newest rows reach.
 */
import type { Store } from '../../store/types.ts'
import { headOf } from '../log/chain.ts'
import { integer } from '../rows.ts'
import { matching, newestMatches, type SearchView } from './search-index.ts'
import { countIn, fold } from './search-words.ts'
import { lookup } from './unspaced-words.ts'

const k1 = 1.2
const b = 0.75
const sample = 64
/** A long text is judged by its beginning: so many characters. */
export const judged = 4096

export interface Candidate {
  seq: number
  text: string
}

/** Best first; of two equally good ones the newer. Without files, none has a say in what is rare. */
export function rank<T extends Candidate>(
  store: Store,
  candidates: readonly T[],
  words: readonly string[],
  view: SearchView,
): T[] {
  // How rare a word is among what others wrote is not for everybody to know.
  const weighed = words.length > 1 && view.only === undefined
  const weights = words.map((word) => (weighed ? rarity(store, word, view) : 1))
  const folded = words.map(fold)
  const texts = candidates.map((candidate) => fold(candidate.text.slice(0, judged)))
  const average = texts.reduce((sum, text) => sum + text.length, 1) / Math.max(1, texts.length)
  const scored = candidates.map((candidate, index) => {
    const text = texts[index] ?? ''
    const damping = k1 * (1 - b + (b * text.length) / average)
    let score = 0
    for (const [at, word] of folded.entries()) {
      // It matched, so it is there at least once, even if beyond what is judged.
      const frequency = Math.max(1, countIn(text, word))
      score += ((weights[at] ?? 1) * frequency * (k1 + 1)) / (frequency + damping)
    }
    // In steps, so that nearly equal ones are decided by time.
    return { candidate, score: Math.round(score * 20) }
  })
  scored.sort((x, y) => y.score - x.score || y.candidate.seq - x.candidate.seq)
  return scored.map(({ candidate }) => candidate)
}

/** Whether `word`, as a whole word, is in many rows. */
export const isFrequent = (store: Store, word: string, view: SearchView): boolean =>
  newestWith(store, word, view).found === sample

/** The idf of BM25, from the newest rows with the word. */
function rarity(store: Store, word: string, view: SearchView): number {
  const total = Math.max(1, headOf(store).seq)
  const { found, oldest } = newestWith(store, word, view)
  const estimate = found < sample ? found : (found / (total - oldest + 1)) * total
  return Math.log(1 + (total - estimate + 0.5) / (estimate + 0.5))
}

/** The newest rows with a word: how many, at most a sample, and how far back they reach. */
function newestWith(store: Store, word: string, view: SearchView) {
  const row = store
    .statement(
      `SELECT count(*) AS found, coalesce(min(seq), 0) AS oldest FROM (
         ${newestMatches(view)})`,
    )
    .get(...matching(view, lookup(word), sample))
  return { found: integer(row ?? {}, 'found'), oldest: integer(row ?? {}, 'oldest') }
}
