/** What one search may cost, whoever filled the bridge with whatever. */
import { expect, test, vi } from 'vitest'
import { freshConversation } from './fresh-conversation.ts'

const mebibyte = 1024 * 1024

test('a file larger than the index takes is found by its name and never read', async () => {
  const { conversation, blobs } = freshConversation()
  const read = vi.spyOn(blobs, 'getSync')
  const content = 'a'.repeat(mebibyte + 1)
  await conversation.writeFile('claude', { name: 'quagga.txt', content })
  const [found] = conversation.search({ query: 'quagga' })
  expect(found).toMatchObject({ id: 'file:quagga.txt', snippet: '\u{E000}quagga\u{E001}.txt' })
  expect(read).not.toHaveBeenCalled()
})

test('one search reads at most 4 MiB of files; what is beyond shows its name', async () => {
  const { conversation, blobs } = freshConversation()
  const filler = 'x'.repeat(mebibyte - 100)
  for (let n = 1; n <= 10; n += 1) {
    const content = `okapi number ${n} ${filler}`
    await conversation.writeFile('claude', { name: `okapi-${n}.txt`, content })
  }
  const read = vi.spyOn(blobs, 'getSync')
  const found = conversation.search({ query: 'okapi', limit: 50 })
  expect(found).toHaveLength(10)
  expect(read).toHaveBeenCalledTimes(4)
  expect(found.filter(({ snippet }) => snippet.includes(' number '))).toHaveLength(4)
})

test('the hit is looked for in the first 64 KiB, which may end within a character', async () => {
  const { conversation } = freshConversation()
  const content = `${'x '.repeat(100)}zebra ${'é'.repeat(64 * 1024)}`
  // One of the two has a character across the end.
  await conversation.writeFile('claude', { name: 'even.txt', content })
  await conversation.writeFile('claude', { name: 'odd.txt', content: `-${content}` })
  for (const { snippet } of conversation.search({ query: 'zebra' })) {
    expect(snippet).toContain('x \u{E000}zebra\u{E001} é')
  }
})

test('of long messages, the hits of the best are looked for, and the others show their beginning', async () => {
  const { conversation } = freshConversation()
  const text = `begin ${'x '.repeat(20_000)}zebra`
  for (let n = 1; n <= 30; n += 1) await conversation.send('claude', { to: ['owner'], text })
  const snippets = conversation.search({ query: 'zebra', limit: 50 }).map(({ snippet }) => snippet)
  const marked = snippets.filter((snippet) => snippet.includes('\u{E000}zebra\u{E001}'))
  expect(snippets).toHaveLength(30)
  expect(marked).toEqual(snippets.slice(0, marked.length))
  expect(marked.length).toBeGreaterThan(5)
  expect(marked.length).toBeLessThan(15)
  expect(snippets.at(-1)).toMatch(/^begin x x/)
})
