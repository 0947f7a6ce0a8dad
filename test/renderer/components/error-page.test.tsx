// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { ErrorPage } from '../../../renderer/components/error-page/ErrorPage.tsx'
import { Problem } from '../../../renderer/components/Problem.tsx'

afterEach(cleanup)

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'errors')
const codes = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .map((name) => name.replace(/\.md$/, ''))

const marks = /\*\*|`|^[#>|]|\]\(/

/** The page as it is drawn. */
function shown(code: string): HTMLElement {
  const { container } = render(<ErrorPage code={code} onCode={() => {}} />)
  return container
}

/** The texts that are no code, piece by piece. */
function wordsIn(element: Element): string[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const words: string[] = []
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (!parentElement?.closest('code')) words.push(textContent ?? '')
  }
  return words
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
      const page = shown(code)
      expect(page.firstElementChild?.children.length, code).toBeGreaterThan(5)
      expect(
        wordsIn(page).filter((text) => marks.test(text)),
        code,
      ).toEqual([])
      cleanup()
    }
  })

  it('keeps the whole text of a page', () => {
    const page = readFileSync(join(folder, 'token-missing.md'), 'utf8')
    const said = shown('token-missing').textContent ?? ''
    const body = page.replace(/^# .*\n/, '').replace(/\n\[All errors\].*\s*$/, '')
    // Where links lead is not said.
    for (const word of body.replaceAll(/\]\([^)]*\)/g, ']').match(/[A-Za-z]{5,}/g) ?? []) {
      expect(said).toContain(word)
    }
  })

  it('leads to the page of another code, and to the web', () => {
    const wanted: string[] = []
    render(<ErrorPage code="upstream-no-return" onCode={(code) => wanted.push(code)} />)
    const others = screen.getAllByRole('button').filter(({ className }) => className === 'link')
    for (const other of others) fireEvent.click(other)
    expect(wanted.length).toBeGreaterThan(0)
    expect(codes).toEqual(expect.arrayContaining(wanted))
  })
})

describe('a sentence of the bridge', () => {
  it('shows its commands as code, without the backticks', () => {
    const { container } = render(<Problem problem={problem('token-missing')} />)
    expect(screen.getByText('drawbridge url').tagName).toBe('CODE')
    expect(container.textContent).not.toContain('`')
  })
})
