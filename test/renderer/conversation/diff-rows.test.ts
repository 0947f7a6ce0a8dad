import { describe, expect, it } from 'vitest'
import { diffRows, type Line } from '../../../renderer/views/conversation/files/diff-rows.ts'

const textOf = (line: Line | undefined) => line?.parts.map(({ text }) => text).join('')
const marked = (line: Line | undefined) =>
  line?.parts.filter(({ changed }) => changed).map(({ text }) => text)
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join('')

describe('two versions', () => {
  it('stand beside each other line by line, with the words that differ', () => {
    const result = diffRows('one\ncopy the database\nend\n', 'one\ncopy the files\nmore\nend\n')
    expect(result).toMatchObject({ added: 2, removed: 1 })
    const [same, changed, came, end] = result?.rows ?? []
    expect(same?.kind).toBe('same')
    if (changed?.kind !== 'changed' || came?.kind !== 'changed') throw new Error('no change')
    expect([textOf(changed.left), textOf(changed.right)]).toEqual([
      'copy the database',
      'copy the files',
    ])
    expect([marked(changed.left), marked(changed.right)]).toEqual([['database'], ['files']])
    expect([came.left, came.right?.number]).toEqual([undefined, 3])
    expect(end).toMatchObject({ kind: 'same', left: { number: 3 }, right: { number: 4 } })
  })

  it('leave out what is far from any change, and say how much that is', () => {
    const result = diffRows(lines(1, 50), `${lines(1, 24)}new\n${lines(25, 50)}`)
    expect(result?.rows.map((row) => (row.kind === 'gap' ? row.lines : row.kind))).toEqual([
      21,
      'same',
      'same',
      'same',
      'changed',
      'same',
      'same',
      'same',
      23,
    ])
  })

  it('may be the same, empty, or of one line without an end', () => {
    expect(diffRows('a\n', 'a\n')).toMatchObject({ added: 0, removed: 0 })
    expect(diffRows('', 'a')).toMatchObject({ added: 1, removed: 0 })
    expect(diffRows('a', '')).toMatchObject({ added: 0, removed: 1 })
  })

  it('do not differ by the marks of another system alone that no line shows', () => {
    const [row] = diffRows('a\r\n', 'b\n')?.rows ?? []
    expect(row?.kind === 'changed' && textOf(row.left)).toBe('a')
  })
})
