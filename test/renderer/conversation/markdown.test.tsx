// @vitest-environment happy-dom
/** A shared Markdown file as a page: what it may look like, and what it may never do. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { MarkdownText } from '../../../renderer/views/conversation/files/markdown/MarkdownText.tsx'
import {
  isReadable,
  parsePiece,
} from '../../../renderer/views/conversation/files/markdown/parse.ts'
import { piecesOf } from '../../../renderer/views/conversation/files/markdown/pieces.ts'

afterEach(cleanup)

const show = (text: string) =>
  render(<MarkdownText text={text} label="plan.md" plain={<pre>{text}</pre>} />)

it('has headings, lists, tables and code', () => {
  show('# Plan\n\n1. *first*\n2. second\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```js\nrun()\n```\n')
  screen.getByRole('heading', { name: 'Plan' })
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'first',
    'second',
  ])
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    'a',
    'b',
  ])
  screen.getByText('run()')
})

it('shows HTML as text, fetches no picture, and opens no link without asking', () => {
  const { container } = show(
    '<img src=x onerror=alert(1)>\n\n![a chart](https://tracker.example/p.png)\n\n' +
      '[here](https://a.example/) [there](javascript:alert(1)) [file](file:///etc/passwd)',
  )
  expect(container.querySelector('img, script, a, iframe')).toBeNull()
  screen.getByText('<img src=x onerror=alert(1)>')
  const asked = screen.getAllByRole('button').map(({ textContent }) => textContent)
  expect(asked).toEqual(['a chart', 'here'])
})

it.each([
  ['quotes in quotes without end', '>'.repeat(5_000) + ' deep'],
  ['lists in lists without end', '- '.repeat(5_000) + 'deep'],
  ['marks without end', '*a '.repeat(60_000)],
  ['brackets without end', '['.repeat(100_000)],
  [
    'lists further and further in',
    Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  ],
  ['lines without end', '- a\n'.repeat(5_000)],
  ['more text than anybody reads', 'a'.repeat(300_000)],
])('leaves %s as the text they are', (_what, text) => {
  expect(isReadable(text)).toBe(false)
  const { container } = show(text)
  expect(container.querySelector('pre')?.textContent).toBe(text)
})

/** As large as is read at all, and of one kind. */
const limit = (unit: string): string => {
  const openers = unit.match(/[*_[\]`<~|]/g)?.length ?? 0
  const lines = unit.split('\n').length - 1
  const counts = [60_000 / unit.length, 1_490 / lines, 1_490 / openers].map(Math.floor)
  return unit.repeat(Math.min(...counts))
}

it.each([
  ['items', limit('- an item of some length here\n')],
  ['lists in lists', limit('- a\n  - b\n    - c\n      - d\n')],
  ['tables', limit('| a | b |\n|---|---|\n| c | d |\n\n')],
  ['paragraphs', limit('Some prose.\nAnd more.\n\n')],
  ['links', limit('[a](b) ')],
  ['one word', 'a'.repeat(60_000)],
])('reads %s at the limits in pieces that are small or left as text', (_what, text) => {
  const pieces = piecesOf(text)
  expect(isReadable(text)).toBe(true)
  expect(pieces.join('\n')).toBe(text)
  const read = pieces.filter((piece) => parsePiece(piece) !== undefined)
  for (const piece of read) expect(piece.length).toBeLessThanOrEqual(6_000)
  for (const piece of read) expect(piece.split('\n').length).toBeLessThanOrEqual(150)
})

it('cuts no block: a piece ends before a heading, an item or a paragraph, and never within code', () => {
  const code = `\`\`\`\n${'# no heading\n\nno paragraph\n'.repeat(30)}\`\`\``
  const text = `${'- an item\n  of two lines\n'.repeat(30)}\n${code}\n\nlast\n2019. year`
  const kinds = piecesOf(text).map((piece) => parsePiece(piece)?.children.map(({ type }) => type))
  expect(kinds).toEqual([['list'], ['list', 'code'], ['paragraph']])
})

it('shows the first piece at once and the rest a moment later', async () => {
  const heads = Array.from({ length: 200 }, (_, i) => `# Part ${i}\n\nSome words.\n`)
  show(heads.join('\n'))
  screen.getByRole('heading', { name: 'Part 0' })
  await screen.findByText('Part 199')
  expect(screen.getAllByText('Some words.')).toHaveLength(200)
})
