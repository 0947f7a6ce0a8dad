// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import {
  markdownOf,
  type Block,
  type Inline,
} from '../../../renderer/components/error-page/markdown.ts'
import { pageOf } from '../../../renderer/components/error-page/pages.ts'
import { Problem } from '../../../renderer/components/Problem.tsx'

afterEach(cleanup)

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'errors')
const codes = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .map((name) => name.replace(/\.md$/, ''))

const marks = /\*\*|`|^[#>|]|\]\(/

function partsOf(block: Block): Inline[] {
  if (block.kind === 'code') return []
  if (block.kind === 'list') return block.items.flat()
  return block.kind === 'table' ? [...block.head, ...block.rows.flat()].flat() : block.parts
}

const problem = (code: string, over: object = {}) => ({
  code,
  sentence: 'It did not work.',
  side: 'owner' as const,
  action: 'Run `drawbridge url` and compare.',
  link: null,
  ...over,
})

describe('the page of an error', () => {
  it('opens at its code, and leads on to other pages and back out', async () => {
    render(<Problem problem={problem('token-missing')} />)
    fireEvent.click(screen.getByRole('button', { name: 'What token-missing means' }))
    const dialog = await screen.findByRole('dialog', { name: 'token-missing' })
    await within(dialog).findByRole('heading', { name: 'Why it happens' })
    expect(within(dialog).getByRole('columnheader', { name: 'do this' })).toBeDefined()
    expect(dialog.textContent).not.toContain('All errors')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('heading', { name: 'Why it happens' })).toBeNull()
  })

  it('says so when there is none', async () => {
    render(<Problem problem={problem('of-another-version')} />)
    fireEvent.click(screen.getByRole('button', { name: 'What of-another-version means' }))
    expect(await screen.findByText('There is no page about this code.')).toBeDefined()
  })

  it('is not offered for what only the panel says', () => {
    const { container } = render(
      <Problem
        problem={{ code: 'panel-failed', message: 'No.', side: 'bridge', next: 'Again.', docs: '' }}
      />,
    )
    expect(container.textContent).toContain('panel-failed')
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('is there for every code, and nothing of its Markdown is left over', () => {
    expect(codes.length).toBeGreaterThan(100)
    for (const code of codes) {
      const blocks = markdownOf(pageOf(code) ?? '')
      expect(blocks.length, code).toBeGreaterThan(5)
      const left = blocks
        .flatMap(partsOf)
        .filter(({ kind, text }) => kind !== 'code' && kind !== 'strong' && marks.test(text))
      expect(left, code).toEqual([])
    }
  })

  it('keeps the whole text of a page', () => {
    const bare = (text: string) => text.replaceAll(/[\s`*_>|#\\-]|\d+\./g, '')
    const page = readFileSync(join(folder, 'token-missing.md'), 'utf8')
    const shown = JSON.stringify(markdownOf(page))
    for (const word of page.match(/[A-Za-z]{5,}/g) ?? []) expect(bare(shown)).toContain(bare(word))
  })
})

describe('a sentence of the bridge', () => {
  it('shows its commands as code, without the backticks', () => {
    const { container } = render(<Problem problem={problem('token-missing')} />)
    expect(screen.getByText('drawbridge url').tagName).toBe('CODE')
    expect(container.textContent).not.toContain('`')
  })
})
