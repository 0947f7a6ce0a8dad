/** The error pages and the catalogue say the same, word for word: neither can change alone. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BridgeError, catalogue, docsPage, type ErrorCode } from '../../main/bridge/base/errors.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, 'docs', 'errors')
const codes = Object.keys(catalogue) as ErrorCode[]
const index = readFileSync(join(folder, 'README.md'), 'utf8')
const indexRows = index.split('\n').filter((line) => line.startsWith('| ['))

const sideInIndex = {
  bridge: 'the bridge',
  client: 'the client',
  owner: 'you, the owner',
  network: 'the network',
  provider: 'the identity provider',
}

/** The text of one section of a page, without its heading. */
function section(page: string, heading: string): string {
  const [, rest = ''] = page.split(`\n## ${heading}\n`)
  return rest.split('\n## ')[0]?.trim() ?? ''
}

/** Cells of a Markdown table row. */
const cells = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

describe('the error pages', () => {
  it('are exactly one per code, and the index', () => {
    const pages = readdirSync(folder).sort()
    expect(pages).toEqual([...codes.map((code) => `${code}.md`), 'README.md'].sort())
  })

  it('are where an error says its page is', () => {
    for (const code of codes) {
      const { docs } = new BridgeError(code).answer()
      expect(docs).toBe(docsPage(code))
      expect(readFileSync(join(root, docs), 'utf8')).not.toBe('')
    }
  })

  it.each(codes)('%s: the title is the code, the words are those of the catalogue', (code) => {
    const page = readFileSync(join(folder, `${code}.md`), 'utf8')
    const { what, next } = catalogue[code]
    expect(page.split('\n')[0]).toBe(`# ${code}`)
    expect(section(page, 'What happened').split('\n')[0]).toBe(`> ${what}`)
    expect(section(page, 'What to do').split('\n')[0]).toBe(`**${next}**`)
    expect(section(page, 'Whose side')).not.toBe('')
    expect(section(page, 'Why it happens')).not.toBe('')
  })

  it.each(codes)('%s: every word in braces is explained', (code) => {
    const page = readFileSync(join(folder, `${code}.md`), 'utf8')
    const { what, next } = catalogue[code]
    const names = `${what} ${next}`.match(/\{\w+\}/g) ?? []
    const explanation = section(page, 'What happened').split('\n').slice(1).join('\n')
    for (const name of names) expect(explanation).toContain(`\`${name}\``)
  })

  it('have one row each in the index, with the same words and side, in the order of the catalogue', () => {
    const rows = indexRows.map(cells)
    expect(rows).toEqual(
      codes.map((code) => {
        const { what, side } = catalogue[code]
        return [`[${code}](${code}.md)`, what, sideInIndex[side]]
      }),
    )
  })
})
