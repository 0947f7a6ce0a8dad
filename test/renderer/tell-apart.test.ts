import { describe, expect, it } from 'vitest'
import { shortId, tellApart } from '../../renderer/tell-apart.ts'

const ways = [({ host }: { host: string }) => host, ({ id }: { id: string }) => shortId(id)]
const labels = (...things: { name: string; host: string; id: string }[]) =>
  tellApart(things, ({ name }) => name, ways)

describe('equal names', () => {
  const one = { name: 'Test', host: 'a.example', id: 'client-000001' }

  it('are left alone where they are not equal', () => {
    expect(labels(one, { ...one, name: 'Other' })).toEqual([[], []])
  })

  it('get the first thing that differs, and no more', () => {
    const other = { ...one, host: 'b.example', id: 'client-000002' }
    expect(labels(one, other)).toEqual([['a.example'], ['b.example']])
  })

  it('get the end of the id where all else is equal', () => {
    expect(labels(one, { ...one, id: 'client-000002' })).toEqual([['…000001'], ['…000002']])
  })

  it('are told apart among three of which two share more', () => {
    const near = { ...one, id: 'client-000002' }
    const far = { ...one, host: 'b.example', id: 'client-000003' }
    expect(labels(one, near, far)).toEqual([
      ['a.example', '…000001'],
      ['a.example', '…000002'],
      ['b.example'],
    ])
  })
})
