/**
 * Search and inbox over a conversation that grows to a million messages, through the domain itself: three in five in
 * words with spaces between them, one in five each in Chinese and in Japanese, which have none.
 */
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
  /** Milliseconds; by script the 95th percentile. */
  searchP50: number
  searchP95: number
  byScript: Record<Script, number>
  /** Of the words that were looked for, those that were found. */
  found: number
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
    // What is not yet in the index is entered by the first that asks.
    conversation.search({ query: 'word1' })
    let found = 0
    const searches = {} as Record<Script, number[]>
    for (const script of scripts) {
      searches[script] = await times(looks, (look) => {
        if (conversation.search({ query: query(script, look) }).length > 0) found += 1
      })
    }
    const all = Object.values(searches).flat()
    return {
      messages,
      searchP50: percentile(all, 0.5),
      searchP95: percentile(all, 0.95),
      byScript: {
        latin: percentile(searches.latin, 0.95),
        chinese: percentile(searches.chinese, 0.95),
        japanese: percentile(searches.japanese, 0.95),
      },
      found: found / all.length,
      inboxSmallP95: percentile(small, 0.95),
      inboxBigP95: percentile(big, 0.95),
    }
  } finally {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}

const scripts = ['latin', 'chinese', 'japanese'] as const
type Script = (typeof scripts)[number]

/** Letters by how often they are used, more or less: a few are everywhere (Zipf). */
const han = Array.from({ length: 3_000 }, (_, at) => String.fromCodePoint(0x4e00 + at * 6))
const hiragana = Array.from({ length: 80 }, (_, at) => String.fromCodePoint(0x3041 + at))
const katakana = Array.from({ length: 80 }, (_, at) => String.fromCodePoint(0x30a1 + at))

/** A number that looks like chance and is the same each time. */
const mixed = (rank: number, salt: number): number =>
  (Math.imul(rank + 1, 2_654_435_761) ^ Math.imul(salt, 40_503)) >>> 0

/** Skewed, so that frequent letters make up most words, as in life. */
const letter = (from: readonly string[], rank: number, salt: number): string =>
  from[Math.floor((mixed(rank, salt) / 2 ** 32) ** 2 * from.length)] ?? ''

const letters = (from: readonly string[], rank: number, count: number): string =>
  Array.from({ length: count }, (_, at) => letter(from, rank, at + 1)).join('')

/** Words as people use them: a few in every message, most of them seldom (Zipf). */
const words: Record<Script, (rank: number) => string> = {
  latin: (rank) => `word${rank.toString(36)}`,
  chinese: (rank) => letters(han, rank, 2 + (rank % 2)),
  japanese: (rank) =>
    rank % 4 === 0 ? letters(katakana, rank, 3 + (rank % 3)) : letters(han, rank, 2),
}

const someRank = (): number => Math.floor(Math.exp(Math.random() * Math.log(50_000)))
const someWord = (script: Script): string => words[script](someRank())
/** Endings and particles. */
const particle = (): string => letters(hiragana, someRank() % 300, 1 + (someRank() % 2))

const sentences: Record<Script, () => string> = {
  latin: () => Array.from({ length: 20 }, () => someWord('latin')).join(' '),
  chinese: () => `${Array.from({ length: 20 }, () => someWord('chinese')).join('')}。`,
  japanese: () =>
    `${Array.from({ length: 15 }, () => someWord('japanese') + particle()).join('')}。`,
}

const scriptOf = (message: number): Script =>
  message % 5 === 3 ? 'chinese' : message % 5 === 4 ? 'japanese' : 'latin'

/** Common, middling and rare words, one and two at a time; two of Chinese or Japanese stand apart. */
const query = (script: Script, look: number): string =>
  look % 3 === 0
    ? words[script](1 + (look % 7))
    : look % 3 === 1
      ? someWord(script)
      : `${words[script](2)} ${someWord(script)}`

async function fill(conversation: Conversation, from: number, to: number): Promise<void> {
  for (let sent = from; sent < to; sent += perCommit) {
    const count = Math.min(perCommit, to - sent)
    await Promise.all(
      Array.from({ length: count }, (_, at) =>
        conversation.send('chatgpt', { to: ['claude'], text: sentences[scriptOf(sent + at)]() }),
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
