// @vitest-environment happy-dom
/** A shared Markdown file as a page: what it may look like, and what it may never do. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { MarkdownText } from '../../../renderer/views/conversation/files/markdown/MarkdownText.tsx'
import { parseMarkdown } from '../../../renderer/views/conversation/files/markdown/parse.ts'

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
  expect(parseMarkdown(text)).toBeUndefined()
  const { container } = show(text)
  expect(container.querySelector('pre')?.textContent).toBe(text)
})
