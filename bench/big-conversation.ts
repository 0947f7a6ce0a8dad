/** Search and inbox over a conversation that grows to a million messages, through the domain itself. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConversation, standardLimits } from '../main/bridge/conversation/conversation.ts'
import type { Conversation } from '../main/bridge/conversation/types.ts'
import { systemClock } from '../main/bridge/base/ports.ts'
import { createBlobs } from '../main/bridge/store/blobs.ts'
import { openStore } from '../main/bridge/store/open-store.ts'
import { percentile } from './stats.ts'

const perCommit = 5_000
const looks = 500

export interface BigConversation {
  messages: number
  /** Milliseconds. */
  searchP50: number
  searchP95: number
  inboxSmallP95: number
  inboxBigP95: number
}

export async function measureBigConversation(messages: number): Promise<BigConversation> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const store = openStore({ path: join(dir, 'bridge.db') })
  const conversation = createConversation({
    store,
    blobs: createBlobs(join(dir, 'files')),
    clock: systemClock,
    limits: standardLimits,
  })
  try {
    await fill(conversation, 0, 1_000)
    const small = await times(looks, () => readInbox(conversation))
    await fill(conversation, 1_000, messages)
    const big = await times(looks, () => readInbox(conversation))
    const searches = await times(looks, (look) => conversation.search({ query: query(look) }))
    return {
      messages,
      searchP50: percentile(searches, 0.5),
      searchP95: percentile(searches, 0.95),
      inboxSmallP95: percentile(small, 0.95),
      inboxBigP95: percentile(big, 0.95),
    }
  } finally {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** Words as people use them: a few in every message, most of them seldom (Zipf). */
const word = (rank: number): string => `word${rank.toString(36)}`
const someRank = (): number => Math.floor(Math.exp(Math.random() * Math.log(50_000)))
const sentence = (): string => Array.from({ length: 20 }, () => word(someRank())).join(' ')

/** Common, middling and rare words, one and two at a time. */
const query = (look: number): string =>
  look % 3 === 0
    ? word(1 + (look % 7))
    : look % 3 === 1
      ? word(someRank())
      : `${word(2)} ${word(someRank())}`

async function fill(conversation: Conversation, from: number, to: number): Promise<void> {
  for (let sent = from; sent < to; sent += perCommit) {
    const count = Math.min(perCommit, to - sent)
    await Promise.all(
      Array.from({ length: count }, () =>
        conversation.send('chatgpt', { to: ['claude'], text: sentence() }),
      ),
    )
  }
}

/** The first page of a full inbox, without marking it, so that each look does the same work. */
const readInbox = (conversation: Conversation) => conversation.inbox('claude', { markRead: false })

async function times(count: number, work: (look: number) => unknown): Promise<number[]> {
  const seen: number[] = []
  for (let look = 0; look < count; look += 1) {
    const started = performance.now()
    await work(look)
    seen.push(performance.now() - started)
  }
  return seen
}
