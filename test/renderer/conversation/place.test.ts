import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../renderer/navigation.ts'
import {
  placeIn,
  toFile,
  toLog,
  toMessage,
  toNew,
  toSearch,
  toThread,
} from '../../../renderer/views/conversation/place.ts'
import { plainSnippet, snippetParts } from '../../../renderer/snippet.ts'

const at = (href: string) => placeIn(placeOf(href).path)

describe('places of the conversation', () => {
  it('are found by the addresses that lead to them', () => {
    expect(at('#conversation')).toEqual({ part: 'threads' })
    expect(at(toThread('t12'))).toEqual({ part: 'thread', id: 't12' })
    expect(at(toMessage('m12'))).toEqual({ part: 'message', id: 'm12' })
    expect(at(toNew())).toEqual({ part: 'new' })
    expect(at(toFile('notes/a b.md'))).toEqual({ part: 'files', name: 'notes/a b.md' })
    expect(at(toSearch('50% #1/2'))).toEqual({ part: 'search', query: '50% #1/2' })
    expect(at(toLog(9))).toEqual({ part: 'log', seq: 9 })
    expect(at('#conversation/search')).toEqual({ part: 'search', query: '' })
  })

  it('may be given by the ids of the search', () => {
    expect(at(toMessage('message:m12'))).toEqual({ part: 'message', id: 'm12' })
    expect(at(toMessage('log:9'))).toEqual({ part: 'log', seq: 9 })
  })
})

describe('a snippet', () => {
  const snippet = '…the \u{E000}payment\u{E001} and <b>\u{E000}call\u{E001}back…'

  it('is told apart into hits and the rest', () => {
    expect(snippetParts(snippet)).toEqual([
      { text: '…the ', hit: false },
      { text: 'payment', hit: true },
      { text: ' and <b>', hit: false },
      { text: 'call', hit: true },
      { text: 'back…', hit: false },
    ])
  })

  it('can be had without its marks, and does not trust that they come in pairs', () => {
    expect(plainSnippet(snippet)).toBe('…the payment and <b>callback…')
    expect(plainSnippet('\u{E001}a\u{E000}b')).not.toContain('\u{E000}')
  })
})
