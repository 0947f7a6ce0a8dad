import { expect, test } from 'vitest'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { freshConversation, refusal } from './fresh-conversation.ts'

const say = async (conversation: Conversation, ...texts: string[]) => {
  for (const text of texts) await conversation.send('claude', { to: ['chatgpt'], text })
}

const found = (conversation: Conversation, query: string, limit?: number) =>
  conversation.search({ query, limit }).map(({ id }) => id)

test('messages, notes and text files are found, by words and names', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'The suspension bridge')
  await conversation.note('owner', 'Ask about suspension')
  await conversation.writeFile('chatgpt', {
    name: 'notes/suspension.md',
    content: 'Cables and towers',
  })
  await conversation.writeFile('claude', { name: 'b.md', content: 'A suspension of disbelief' })
  expect(found(conversation, 'suspension').sort()).toEqual([
    'file:b.md',
    'file:notes/suspension.md',
    'log:2',
    'message:m1',
  ])
  expect(conversation.search({ query: 'cables towers' })[0]).toMatchObject({
    id: 'file:notes/suspension.md',
    kind: 'file',
    title: 'notes/suspension.md',
    by: 'chatgpt',
    snippet: '\u{E000}Cables\u{E001} and \u{E000}towers\u{E001}',
  })
})

test('only the newest version of a file is found, and none of a deleted one', async () => {
  const { conversation } = freshConversation()
  await conversation.writeFile('claude', { name: 'a', content: 'alpha' })
  await conversation.writeFile('claude', { name: 'a', content: 'beta' })
  expect(found(conversation, 'alpha')).toEqual([])
  expect(found(conversation, 'beta')).toEqual(['file:a'])
  await conversation.deleteFile('claude', 'a')
  expect(found(conversation, 'beta')).toEqual([])
})

test('without files, none is found, and none moves what else is found', async () => {
  const { conversation } = freshConversation()
  const search = (query: string) =>
    conversation.search({ query, includeFiles: false }).map(({ id }) => id)
  const queries = ['common', 'common ze', 'zebra common', 'zebra okapi', 'commo', 'file']
  await say(conversation, 'common common zebra', 'common zebra zebra', 'okapi', 'commonly')
  const before = queries.map(search)
  // So many that "common" would become a frequent word, and "zebra" no rare one.
  for (let n = 0; n < 100; n += 1) {
    await conversation.writeFile('claude', { name: `file-${n}`, content: 'common zebra okapi' })
  }
  expect(queries.map(search)).toEqual(before)
  expect(before.slice(0, 3).every((ids) => ids.length > 0)).toBe(true)
})

test('case and diacritics do not matter; the last word may be a beginning', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'Ein Café in ZÜRICH', 'something else')
  for (const query of ['cafe', 'CAFÉ zurich', 'ein zür', 'z']) {
    expect(found(conversation, query)).toEqual(['message:m1'])
  }
  // The first word may not.
  expect(found(conversation, 'ca zurich')).toEqual(['message:m1'])
  expect(found(conversation, 'ca xyz')).toEqual([])
})

test.each(['नमस्ते', '안녕하세요', 'Ελλάδα', 'привет', '日本語', 'שלום', 'ガイド', '𐒰𐓘'])(
  'the word %s is found in its own script',
  async (word) => {
    const { conversation } = freshConversation()
    await say(conversation, `x ${word} y`)
    expect(conversation.search({ query: word })[0]?.snippet).toBe(`x \u{E000}${word}\u{E001} y`)
  },
)

test('all words must occur; when nothing has all, what has some is shown', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'red bridge', 'green bridge', 'red car')
  expect(found(conversation, 'red bridge')).toEqual(['message:m1'])
  expect(found(conversation, 'green car').sort()).toEqual(['message:m2', 'message:m3'])
})

test('what speaks more of it comes first; of equals the newer', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'tunnel tunnel tunnel', 'his tunnel of love', 'one tunnel of love', 'x')
  expect(found(conversation, 'tunnel')).toEqual(['message:m1', 'message:m3', 'message:m2'])
  expect(found(conversation, 'tunnel', 1)).toEqual(['message:m1'])
})

test('a rare word weighs more than a common one', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'common common common zebra', 'common zebra zebra zebra')
  await say(conversation, ...Array.from({ length: 20 }, () => 'common words only'))
  expect(found(conversation, 'common zebra', 2)).toEqual(['message:m2', 'message:m1'])
})

test.each([
  'bridge"',
  '" OR "',
  'bridge AND',
  'NOT bridge',
  'NEAR(bridge x, 5)',
  'text:bridge',
  'bridge*',
  '^bridge',
  '(bridge',
  '{bridge}',
  '-bridge',
  "bridge'; DROP TABLE log",
  'bridge\0',
  'a\u20DDb bridge',
  '\uD800bridge',
  'bridge '.repeat(5000),
  'x'.repeat(5000),
])(
  'what people type is words, never syntax: %j',
  async (query) => {
    const { conversation } = freshConversation()
    await say(conversation, 'a bridge not near')
    await say(conversation, 'x'.repeat(5000))
    expect(() => conversation.search({ query })).not.toThrow()
    if (query.includes('bridge')) expect(found(conversation, query)).toContain('message:m1')
  },
  5000,
)

test.each(['', ' ', '"', '!?', '\0', '\u{1F309}'])(
  'a search for %j has no words',
  async (query) => {
    const { conversation } = freshConversation()
    expect(await refusal(() => conversation.search({ query }))).toBe('empty-query')
  },
)

test('a snippet is one line around the first hit, and texts cannot fake a mark', async () => {
  const { conversation } = freshConversation()
  const text = `\u{E000}fake\u{E001} ${'before '.repeat(50)}the\nhit\there ${'after '.repeat(80)}`
  await say(conversation, text)
  const snippet = conversation.search({ query: 'hit' })[0]?.snippet ?? ''
  expect(snippet).toMatch(/^…before .*the \u{E000}hit\u{E001} here after .*…$/u)
  expect(snippet.length).toBeLessThan(260)
  const fake = conversation.search({ query: 'fake' })[0]?.snippet ?? ''
  expect(fake).toMatch(/^\u{E000}fake\u{E001} before/u)
})

test('what search finds can be fetched in full', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'The message')
  await conversation.note('owner', 'The note')
  await conversation.writeFile('claude', { name: 'the file.md', content: 'The content' })
  const texts = await Promise.all(
    found(conversation, 'the').map(async (id) => (await conversation.fetch(id)).text),
  )
  expect(texts.sort()).toEqual(['The content', 'The message', 'The note'])
  expect(await conversation.fetch('message:m1')).toMatchObject({
    title: 'claude to chatgpt: The message',
    metadata: { kind: 'message', from: 'claude', to: 'chatgpt', thread: 't1' },
  })
  await conversation.writeFile('claude', { name: 'b', content: '/w==', encoding: 'base64' })
  expect((await conversation.fetch('file:b')).text).toBe(
    '(not text: 1 bytes of application/octet-stream)',
  )
})

test.each([
  '',
  'm1',
  'message:',
  'message:m9',
  'log:0',
  'log:9',
  'file:',
  'file:../x',
  'file:nope',
  'x:1',
])('the id %j is unknown', async (id) => {
  const { conversation } = freshConversation()
  expect(await refusal(() => conversation.fetch(id))).toBe('unknown-result')
})
