import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { freshConversation } from './fresh-conversation.ts'

async function collect(conversation: Conversation, format: 'markdown' | 'json') {
  let text = ''
  for await (const chunk of conversation.export(format)) text += chunk
  return text
}

interface Exported {
  head: { seq: number; hash: string }
  participants: { id: string }[]
  entries: ({ seq: number; thread: string | null } & Record<string, unknown>)[]
}

const parse = (json: string): Exported => JSON.parse(json)

async function eventful() {
  const fresh = freshConversation()
  const { conversation } = fresh
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'Hello\n# World' })
  await conversation.send('chatgpt', { to: ['claude'], text: 'Hi', replyTo: message.id })
  await conversation.writeFile('claude', { name: 'a.md', content: 'x' })
  await conversation.acknowledge('chatgpt', [message.id])
  await conversation.note('owner', 'A note')
  return fresh
}

test('JSON has every entry and enough to verify the chain elsewhere', async () => {
  const { conversation } = await eventful()
  const exported = parse(await collect(conversation, 'json'))
  expect(exported.entries.map(({ kind }) => kind)).toEqual([
    'message',
    'message',
    'file-written',
    'acknowledged',
    'note',
  ])
  expect(exported.entries[1]).toMatchObject({
    ref: 'm2',
    to: ['claude'],
    replyTo: 'm1',
    text: 'Hi',
  })
  expect(exported.entries[2]).toMatchObject({ file: { name: 'a.md', version: 1, size: 1 } })
  expect(exported.participants.map(({ id }) => id)).toEqual(['owner', 'claude', 'chatgpt'])

  let previous = '00'.repeat(32)
  for (const entry of exported.entries) {
    const { seq, kind, at, by, thread, ref, text, digest, hash } = entry
    const isMessage = kind === 'message'
    const covered = [
      previous,
      seq,
      kind,
      Date.parse(String(at)),
      by,
      thread === null ? null : Number(thread.slice(1)),
      isMessage ? null : ref,
      isMessage ? null : text,
      digest,
    ]
    previous = createHash('sha256').update(JSON.stringify(covered)).digest('hex')
    expect(hash).toBe(previous)
  }
  expect(exported.head).toEqual({ seq: 5, hash: previous })
})

test('Markdown is readable, and no text can pass for structure', async () => {
  const { conversation } = await eventful()
  const lines = (await collect(conversation, 'markdown')).split('\n')
  expect(lines.filter((line) => line.startsWith('#'))).toEqual(['# Conversation'])
  expect(lines).toContain('> # World')
  expect(
    lines.some((line) =>
      /^\*\*ChatGPT → Claude\*\* · .* · m2 · thread t1 · reply to m1$/.test(line),
    ),
  ).toBe(true)
  expect(lines.some((line) => line.startsWith('*Claude wrote a.md (version 1) · '))).toBe(true)
})

test('an export is of the moment it began, and spans many pages', async () => {
  const { conversation } = freshConversation()
  const note = (n: number) => conversation.note('owner', `note ${n}`)
  await Promise.all(Array.from({ length: 1203 }, (_, n) => note(n)))
  let text = ''
  let chunks = 0
  for await (const chunk of conversation.export('json')) {
    if (chunks === 0) await note(5000)
    text += chunk
    chunks += 1
  }
  const { entries } = parse(text)
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 1203 }, (_, n) => n + 1))
  expect(chunks).toBeGreaterThan(3)
})

test('an empty conversation can be exported', async () => {
  const { conversation } = freshConversation()
  expect(JSON.parse(await collect(conversation, 'json'))).toMatchObject({ entries: [] })
  expect(await collect(conversation, 'markdown')).toContain('0 entries')
})

test('has one thread alone, and nothing of another, in both formats', async () => {
  const { conversation } = freshConversation()
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'About bridges' })
  await conversation.send('claude', { to: ['chatgpt'], text: 'About lunch' })
  await conversation.send('chatgpt', { to: ['claude'], text: 'Stone', thread: message.thread })
  const only = async (format: 'markdown' | 'json') => {
    let text = ''
    for await (const chunk of conversation.export(format, undefined, message.thread)) text += chunk
    return text
  }
  expect(parse(await only('json')).entries.map(({ text }) => text)).toEqual([
    'About bridges',
    'Stone',
  ])
  const markdown = await only('markdown')
  expect(markdown).toMatch(/^# Thread /)
  expect(markdown).toContain('> Stone')
  expect(markdown).not.toContain('lunch')
  expect(() => conversation.export('json', undefined, 't99')).toThrow(/t99/)
})
