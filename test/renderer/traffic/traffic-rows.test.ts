import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everything, matcherOf, type Filter } from '../../../renderer/views/traffic/data/filter.ts'
import {
  createTrafficRows,
  type TrafficRows,
} from '../../../renderer/views/traffic/data/traffic-rows.ts'
import type { TrafficRow } from '../../fakes/panel-data/traffic.ts'
import { aKeptRow, aListedRow } from './a-row.ts'

/** Nothing is told before `flush`. */
function rowsWithFrames(most?: number) {
  const due: (() => void)[] = []
  const soon = (run: () => void) => void due.push(run)
  const rows = createTrafficRows(most === undefined ? { soon } : { soon, most })
  const flush = () => {
    for (const run of due.splice(0)) run()
  }
  return { rows, flush, due }
}

const shown = (rows: TrafficRows): number[] =>
  Array.from({ length: rows.length() }, (_, i) => rows.at(i)?.seq ?? 0)

const put = (rows: TrafficRows, ...seqs: number[]): void =>
  rows.put(seqs.map((seq) => aListedRow({ seq })))

describe('the rows of the traffic', () => {
  it('tell of a change once per frame, however many rows came', () => {
    const { rows, flush, due } = rowsWithFrames()
    let notified = 0
    rows.subscribe(() => (notified += 1))
    for (let seq = 1; seq <= 50; seq += 1) put(rows, seq)
    expect([notified, due.length]).toEqual([0, 1])
    flush()
    expect([notified, rows.length()]).toEqual([1, 50])
  })

  it('take a row that is told again in the place of the old one', () => {
    const { rows } = rowsWithFrames()
    rows.put([aListedRow({ seq: 7, outcome: 'open', durationMs: null })])
    rows.put([aListedRow({ seq: 7, outcome: 'ok', durationMs: 30 })])
    expect(rows.length()).toBe(1)
    expect(rows.get(7)).toMatchObject({ outcome: 'ok', durationMs: 30 })
  })

  it('stand in the order of their numbers, in whatever order they came', () => {
    const { rows } = rowsWithFrames()
    put(rows, 5, 3, 9)
    put(rows, 4)
    put(rows, 1, 2)
    expect(shown(rows)).toEqual([1, 2, 3, 4, 5, 9])
  })

  it('are the newest so many, and say how many went from the beginning', () => {
    const { rows } = rowsWithFrames(10)
    put(rows, ...Array.from({ length: 25 }, (_, i) => i + 1))
    expect(shown(rows)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
    expect([rows.size(), rows.dropped(), rows.get(15)]).toEqual([10, 15, undefined])
    put(rows, 3)
    expect(rows.get(3)).toBeUndefined()
  })

  it('go on being collected during a pause, and say how many wait', () => {
    const { rows } = rowsWithFrames()
    put(rows, 1, 2)
    rows.pause()
    put(rows, 3, 4, 5)
    expect([shown(rows), rows.waiting(), rows.size()]).toEqual([[1, 2], 3, 5])
    rows.resume()
    expect([shown(rows), rows.waiting()]).toEqual([[1, 2, 3, 4, 5], 0])
  })

  it('a pause lasts while rows are pushed out, and ends when all is cleared', () => {
    const { rows } = rowsWithFrames(4)
    put(rows, 1, 2, 3, 4)
    rows.pause()
    put(rows, 5, 6)
    expect([shown(rows), rows.waiting()]).toEqual([[3, 4], 2])
    rows.clear()
    expect([rows.paused(), rows.size()]).toEqual([false, 0])
    put(rows, 7)
    expect(shown(rows)).toEqual([7])
  })

  it('know each client once, by its latest name', () => {
    const { rows } = rowsWithFrames()
    rows.put([
      aListedRow({ seq: 1, clientId: 'c', client: 'Old' }),
      aListedRow({ seq: 2, clientId: 'c', client: 'New' }),
      aListedRow({
        seq: 3,
        clientId: 'local-link',
        client: 'Local link',
        participant: 'claude',
        via: 'local',
      }),
      aListedRow({
        seq: 4,
        clientId: 'local-link',
        client: 'Local link',
        participant: 'codex',
        via: 'local',
      }),
    ])
    expect(rows.clients().map(({ key, name }) => [key, name])).toEqual([
      ['local-link/claude', 'Local link (claude)'],
      ['local-link/codex', 'Local link (codex)'],
      ['c', 'New'],
    ])
  })
})

describe('a filter', () => {
  const passes = (over: Partial<TrafficRow>, filter: Partial<Filter>): boolean =>
    matcherOf({ ...everything, ...filter })?.(aKeptRow({ seq: 1, ...over })) ?? true

  it('asks for kind, outcome and client', () => {
    expect(passes({ kind: 'oauth' }, { kind: 'mcp' })).toBe(false)
    expect(passes({ outcome: 'refused' }, { outcome: 'not-ok' })).toBe(true)
    expect(passes({ outcome: 'open' }, { outcome: 'not-ok' })).toBe(false)
    expect(passes({ clientId: 'a' }, { client: { key: 'a' } })).toBe(true)
    expect(passes({ clientId: 'a' }, { client: 'unknown' })).toBe(false)
    expect(passes({ clientId: null, client: null }, { client: 'unknown' })).toBe(true)
  })

  it('finds every word, wherever it stands, in any case', () => {
    const row = {
      target: 'send_message',
      client: 'ChatGPT',
      code: 'insufficient-scope',
      status: 403,
    }
    for (const text of ['SEND chatgpt', '403', 'scope send'])
      expect(passes(row, { text })).toBe(true)
    expect(passes(row, { text: 'send claude' })).toBe(false)
  })

  it('shows the same rows followed live as applied to all at once', () => {
    const outcome = fc.constantFrom('open' as const, 'ok' as const, 'refused' as const)
    const batch = fc.array(fc.record({ seq: fc.integer({ min: 1, max: 60 }), outcome }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.array(batch), (batches) => {
        const filter: Filter = { ...everything, outcome: 'ok' }
        const [live, late] = [rowsWithFrames(20).rows, rowsWithFrames(20).rows]
        live.setFilter(filter)
        for (const some of batches) {
          live.put(some.map((row) => aListedRow(row)))
          late.put(some.map((row) => aListedRow(row)))
        }
        late.setFilter(filter)
        expect(shown(live)).toEqual(shown(late))
      }),
    )
  })
})
