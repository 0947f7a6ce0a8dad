/** SQLite compiles a statement that ends in `LIMIT ?` again whenever its values are bound; `LIMIT ? + 0` once. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../main')

it('binds no limit that SQLite would plan by', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const texts = files.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))
  expect(texts.filter(({ text }) => /LIMIT \?\d* \+ 0/.test(text)).length).toBeGreaterThan(5)
  const compiledAgain = texts.filter(({ text }) => /LIMIT \?\d*(?! \+ 0|\d)/.test(text))
  expect(compiledAgain.map(({ name }) => name)).toEqual([])
})
