/**
 * Whether a message says word for word what its sender said just before, in the same place. What each
 * said last is kept in memory as a digest, for as many places as are likely to be spoken in; the
 * messages are asked the first time, and before anybody is refused: a write that was undone is
 * remembered here and is no message.
 */
import { hash } from 'node:crypto'
import type { Store } from '../../store/types.ts'
import { integer, text } from '../rows.ts'
import type { Intended } from './guard-types.ts'

/** So far back a sender's last message is looked for; beyond, others have spoken enough in between. */
const lookBack = 20
const mostPlaces = 5_000

interface Said {
  seq: number
  digest: string
}

export interface LastWords {
  /** The seq of the message it repeats. */
  repeated(intended: Intended): number | undefined
  /** It was sent, as `seq`. */
  sent(intended: Intended, seq: number): void
}

export function createLastWords(store: Store): LastWords {
  /** By place, the one spoken in longest ago first; null: nothing was said there. */
  const places = new Map<string, Said | null>()

  function remember(place: string, said: Said | null): void {
    places.delete(place)
    places.set(place, said)
    if (places.size <= mostPlaces) return
    for (const oldest of places.keys()) {
      places.delete(oldest)
      break
    }
  }

  function lastIn(place: string, intended: Intended): Said | null {
    const known = places.get(place)
    if (known !== undefined) return known
    const found = lookUp(store, intended)
    const said = found ? { seq: found.seq, digest: digestOf(found.text) } : null
    remember(place, said)
    return said
  }

  return {
    repeated(intended) {
      const said = lastIn(placeOf(intended), intended)
      if (said?.digest !== digestOf(intended.text)) return undefined
      const row = store
        .statement('SELECT text FROM messages WHERE seq = ? AND sender = ?')
        .get(said.seq, intended.from)
      return row && text(row, 'text') === intended.text ? said.seq : undefined
    },
    sent(intended, seq) {
      const said = { seq, digest: digestOf(intended.text) }
      remember(placeOf(intended), said)
      // What begins a thread is the first thing its sender said in it.
      if (intended.thread === null) remember(placeOf({ ...intended, thread: seq }), said)
    },
  }
}

const digestOf = (words: string): string => hash('sha256', words, 'base64url')

/**
 * A message that begins a thread is compared with the sender's last one, if that began a thread for
 * the same recipients.
 */
const placeOf = ({ from, to, thread }: Intended): string =>
  thread === null ? `${from} > ${to.join(' ')}` : `${from} ${thread}`

function lookUp(
  store: Store,
  { from, to, thread }: Intended,
): { seq: number; text: string } | undefined {
  const row =
    thread === null
      ? store
          .statement(
            `SELECT m.seq, m.text FROM (
               SELECT seq, sender FROM messages ORDER BY seq DESC LIMIT ${lookBack}) n
             JOIN messages m ON m.seq = n.seq
             WHERE n.sender = ? AND m.thread = m.seq AND m.recipients = ?
             ORDER BY m.seq DESC LIMIT 1`,
          )
          .get(from, JSON.stringify(to))
      : store
          .statement(
            `SELECT m.seq, m.text FROM (
               SELECT seq, by, kind FROM log WHERE thread = ? ORDER BY seq DESC LIMIT ${lookBack}) n
             JOIN messages m ON m.seq = n.seq
             WHERE n.by = ? AND n.kind = 'message' ORDER BY m.seq DESC LIMIT 1`,
          )
          .get(thread, from)
  return row && { seq: integer(row, 'seq'), text: text(row, 'text') }
}
