/** Titles and search hits are plain words: the marks of bold text are no part of them. */
import { expect, it, test } from 'vitest'
import { withoutEmphasis } from '../../main/bridge/conversation/emphasis.ts'
import { freshConversation } from './fresh-conversation.ts'

const bold = 'The **second cable** is ***not*** done: **check it**.'

it('is left out of the snippet and the title of a search hit, and out of the title of a thread', async () => {
  const { conversation } = freshConversation()
  await conversation.send('claude', { to: ['chatgpt'], text: bold })
  const [found] = conversation.search({ query: 'cable' })
  const plain = 'The second cable is not done: check it.'
  expect(found?.snippet).toBe(plain.replace('cable', '\u{E000}cable\u{E001}'))
  expect(found?.title).toBe(`claude to chatgpt: ${plain}`)
  expect(conversation.threads()[0]?.title).toBe(plain)
  const [message] = conversation.thread('t1')
  expect(message?.text).toBe(bold)
})

it('is left out where the snippet ends between its two marks', async () => {
  const { conversation } = freshConversation()
  const text = `needle **${'word '.repeat(60)}end** and more`
  await conversation.send('claude', { to: ['chatgpt'], text })
  expect(conversation.search({ query: 'needle' })[0]?.snippet).not.toContain('*')
})

test.each([
  ['这是**重点**内容', '这是重点内容'],
  ['(**yes**), **no**', '(yes), no'],
  ['**a** **b**', 'a b'],
])('%j is shown as %j', (text, shown) => {
  expect(withoutEmphasis(text)).toBe(shown)
})

test.each([
  '2**3**4',
  'a ** b ** c',
  'f(*args, **kwargs): g(**kwargs)',
  'src/**/*.ts and **/*.tsx, test/**',
  '**never closed',
  '**not\nacross lines**',
  '****',
])('%j stays as it is', (text) => {
  expect(withoutEmphasis(text)).toBe(text)
})
