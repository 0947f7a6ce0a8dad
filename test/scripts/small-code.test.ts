/** What the built program's code is made of: nothing changes its meaning on the way to ASCII. */
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { inAscii } from '../../scripts/lib/small-code.ts'

it.each([
  ['a string', `'— “é” 😀'`],
  ['a template', '`${1} … ${"→"} 名`'],
  ['a name and a key', `(() => { const é = { ключ: 1 }; return é.ключ })()`],
  ['a class of a regular expression', `'a→😀b'.replace(/[→😀]/gu, '-')`],
  ['a named group', `/(?<名>\\d+)/u.exec('42').groups.名`],
  ['backslashes in pairs', String.raw`'\\\\é'`],
])('says the same in ASCII: %s', (_what, code) => {
  const ascii = inAscii(code)
  expect(ascii).toMatch(/^[\0-\x7F]*$/)
  expect(runInNewContext(ascii)).toEqual(runInNewContext(code))
})

it('refuses what an escape would change', () => {
  expect(() => inAscii(String.raw`'\…'`)).toThrow('A backslash stands before')
  expect(() => inAscii('String.raw`…`')).toThrow('A raw template is not ASCII')
})

it('lets another tag have its text', () => {
  const code = '((parts) => parts[0])`…`'
  expect(runInNewContext(inAscii(code))).toBe('…')
})
