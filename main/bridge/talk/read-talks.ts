/** Reading talks: with the words of their steps, by seat, and searched. */
import { BridgeError } from '../base/errors.ts'
import { threadId, threadSeq } from '../conversation/ids.ts'
import { firstWords } from '../conversation/texts.ts'
import type { Conversation } from '../conversation/types.ts'
import type { Store } from '../store/types.ts'
import { envelopeOf, readSteps, readTalk, talkNumbers } from './rows.ts'
import type { Talk, Talks } from './talk-types.ts'

const titleLength = 80
/** How far back a list or a search looks. */
const mostTalks = 2_000

export interface TalkReader extends Pick<Talks, 'get' | 'list' | 'withSeat'> {
  /** What the request of a hand-in was. */
  digestOf(talk: Talk, handIn: number): Uint8Array
}

export function createTalkReader(
  store: Store,
  conversation: Pick<Conversation, 'search'>,
): TalkReader {
  function find(thread: number): Talk | undefined {
    const stored = readTalk(store, thread)
    if (!stored) return undefined
    const text = store.statement('SELECT text FROM messages WHERE seq = ?')
    const steps = readSteps(store, thread).map((step) => {
      const words = step.message === null ? undefined : text.get(step.message)?.['text']
      return { ...step, text: typeof words === 'string' ? words : null }
    })
    const title = stored.question === '' ? '[removed by the owner]' : stored.question
    return { ...stored, id: threadId(thread), title: firstWords(title, titleLength), steps }
  }

  function get(id: string): Talk {
    const talk = find(threadSeq(id) ?? 0)
    if (!talk) throw new BridgeError('unknown-talk', { id: id.slice(0, 40) })
    return talk
  }

  return {
    get,

    list({ limit = 50, query } = {}) {
      const numbers = talkNumbers(store, false, query === undefined ? limit : mostTalks)
      const wanted = query === undefined ? numbers : numbers.filter(matching(query))
      return wanted.slice(0, limit).flatMap((thread) => find(thread) ?? [])
    },

    withSeat(participant, id) {
      if (id === undefined) {
        const open = talkNumbers(store, true, mostTalks)
        for (const thread of open) {
          const talk = find(thread)
          if (talk && hasSeat(talk, participant)) return talk
        }
        throw new BridgeError('no-talk')
      }
      const talk = find(threadSeq(id) ?? 0)
      if (talk && hasSeat(talk, participant)) return talk
      throw new BridgeError('unknown-talk', { id: id.slice(0, 40) })
    },

    digestOf: ({ thread }, number) => envelopeOf(store, thread, number)?.digest ?? new Uint8Array(),
  }

  /** Threads in whose messages the words were found. */
  function matching(query: string): (thread: number) => boolean {
    const found = new Set<number>()
    const threadOf = store.statement('SELECT thread FROM messages WHERE seq = ?')
    for (const { id, kind } of conversation.search({ query, limit: 100 })) {
      if (kind !== 'message') continue
      const row = threadOf.get(Number(id.replace('message:m', '')))
      if (typeof row?.['thread'] === 'number') found.add(row['thread'])
    }
    return (thread) => found.has(thread)
  }
}

const hasSeat = (talk: Talk, participant: string): boolean =>
  talk.state.seats.some((seat) => seat.participant === participant)
