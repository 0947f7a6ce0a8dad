// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { hrefTo, placeOf, viewNames } from '../../renderer/navigation.ts'

describe('a place', () => {
  it('is where its link leads, whatever its parts contain', () => {
    for (const view of viewNames) {
      const path = ['a/b', 'ü #?', 'https://chatgpt.com/client.json']
      expect(placeOf(hrefTo(view, ...path))).toEqual({ view, path })
    }
  })

  it('is Home for anything that is no place', () => {
    for (const hash of ['', '#', '#/', '#nowhere/x', '#__proto__', '#constructor']) {
      expect(placeOf(hash)).toEqual({ view: 'home', path: [] })
    }
  })

  it('survives a link somebody mistyped', () => {
    expect(placeOf('#conversation/%E0%A4%A')).toEqual({
      view: 'conversation',
      path: ['%E0%A4%A'],
    })
  })
})
