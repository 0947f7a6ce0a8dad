import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, inlineOf } from '../../../renderer/views/conversation/text/rich-text.ts'
import { beginningOf } from '../../../renderer/views/conversation/text/beginning.ts'

const links = (text: string) =>
  inlineOf(text).flatMap((part) => (part.kind === 'link' ? [[part.text, part.href]] : []))

describe('text of a model', () => {
  it('is prose, with markup of any kind left as it stands', () => {
    const text = '<b>No</b> *stars* [a](javascript:alert(1)) ![x](https://evil.example/x.png'
    expect(blocksOf('<b>No</b> *stars*')).toEqual([
      { kind: 'prose', parts: [{ kind: 'text', text: '<b>No</b> *stars*' }] },
    ])
    expect(links(text)).toEqual([['https://evil.example/x.png', 'https://evil.example/x.png']])
  })

  it('has blocks of code between fences, and a fence that is not closed runs to the end', () => {
    expect(blocksOf('Look:\n```ts\nconst a = `b`\n\n```\nand\n~~~\n```\nx')).toEqual([
      { kind: 'prose', parts: [{ kind: 'text', text: 'Look:' }] },
      { kind: 'code', language: 'ts', text: 'const a = `b`\n' },
      { kind: 'prose', parts: [{ kind: 'text', text: 'and' }] },
      { kind: 'code', language: '', text: '```\nx' },
    ])
  })

  it('has inline code, in which nothing is an address', () => {
    expect(inlineOf('use `curl https://a.example` or ``a `b` c``, not `')).toEqual([
      { kind: 'text', text: 'use ' },
      { kind: 'code', text: 'curl https://a.example' },
      { kind: 'text', text: ' or ' },
      { kind: 'code', text: 'a `b` c' },
      { kind: 'text', text: ', not `' },
    ])
  })

  it('knows where an address ends', () => {
    const shown = (text: string) => links(text).map(([address]) => address)
    expect(shown('See https://a.example/x?y=1#z.')).toEqual(['https://a.example/x?y=1#z'])
    expect(shown('(https://a.example/x), “https://b.example”')).toContain('https://a.example/x')
    expect(shown('https://a.example/wiki/A_(b)')).toEqual(['https://a.example/wiki/A_(b)'])
    expect(shown('**https://a.example**')).toEqual(['https://a.example'])
    expect(shown('<https://a.example>')).toEqual(['https://a.example'])
  })

  it('takes only http and https for addresses, and shows where they really lead', () => {
    expect(links('javascript:alert(1) file:///etc/passwd ftp://a.example http://')).toEqual([])
    // Cyrillic letters, and a text direction that turns the end around.
    expect(links('https://аррӏе.com/')[0]?.[1]).toBe('https://xn--80ak6aa92e.com/')
    expect(links('https://a.example/\u202Egpj.exe')[0]?.[1]).toBe(
      'https://a.example/%E2%80%AEgpj.exe',
    )
    expect(links(`https://a.example/${'x'.repeat(3000)}`)).toEqual([])
  })

  it('loses no character of prose', () => {
    const letters = fc.constantFrom('`', '``', ' ', 'a', '.', ')', '(', 'https://a.example/', '\t')
    const line = fc.array(letters, { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(line, (text) => {
        const parts = inlineOf(text)
        const kept = parts.map((part) => part.text).join('')
        const ticks = (of: string) => of.replaceAll('`', '')
        expect(ticks(kept)).toBe(ticks(text))
      }),
    )
  })

  it('does not stand still over what is made to be slow', () => {
    const size = 256 * 1024
    const hostile = [
      '`'
        .repeat(3)
        .concat(' ')
        .repeat(size / 4),
      '~'.repeat(size).concat('`'),
      `https://a.example/${'.'.repeat(size)}a`,
      `https://a.example/${')'.repeat(size)}`,
      `a${' '.repeat(size)}b`,
      '` `` '.repeat(size / 5),
    ]
    // Quadratic time would take minutes, and the test its limit.
    for (const text of hostile) expect(blocksOf(text).length).toBeGreaterThan(0)
  })
})

describe('folding', () => {
  it('leaves what is hardly longer than the fold', () => {
    expect(beginningOf('a'.repeat(1700))).toBeUndefined()
    expect(beginningOf('line\n'.repeat(22))).toBeUndefined()
  })

  it('shows the beginning of a long text, up to a word', () => {
    const long = 'word '.repeat(1000)
    const beginning = beginningOf(long) ?? ''
    expect(beginning.endsWith('word…')).toBe(true)
    expect(beginning.length).toBeLessThanOrEqual(1601)
    expect(beginningOf('line\n'.repeat(100))?.split('\n')).toHaveLength(20)
  })
})
