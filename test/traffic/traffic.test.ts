/** The record itself: following by cursor, bounds, and what listeners get. */
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { createTraffic } from '../../main/bridge/traffic/traffic.ts'
import type { TrafficStart } from '../../main/bridge/traffic/types.ts'
import { namedSecret, randomSecret, shapedSecret } from './secrets.ts'

const open = (options: { rows?: number; mostBytes?: number } = {}) =>
  createTraffic({
    clock: { now: () => Date.parse('2026-11-21T12:00:00Z') },
    log: silentLog,
    rows: options.rows ?? 100,
    ...(options.mostBytes !== undefined && { mostBytes: options.mostBytes }),
  })

const call = (target: string, body?: string): TrafficStart => ({
  kind: 'mcp',
  via: 'public',
  method: 'tools/call',
  target,
  request: { url: '/mcp', body },
})
const ok = { outcome: 'ok', status: 200 } as const

describe('following', () => {
  it('tells a row while it is open, and again when it has ended', () => {
    const traffic = open()
    const end = traffic.recorder.begin(call('wait_for_message'))
    const first = traffic.list()
    expect(first.rows).toMatchObject([
      { target: 'wait_for_message', outcome: 'open', status: null },
    ])
    expect(traffic.list({ after: first.cursor }).rows).toEqual([])
    end({ ...ok, bytesOut: 7 })
    end({ outcome: 'failed' })
    const second = traffic.list({ after: first.cursor })
    expect(second).toMatchObject({ missed: false, rows: [{ outcome: 'ok', bytesOut: 7 }] })
    expect(second.rows[0]?.seq).toBe(first.rows[0]?.seq)
    expect(second.rows[0]?.durationMs).toBeGreaterThanOrEqual(0)
  })

  it('gives a follower every row exactly in its last state, whatever the order of ends and looks', () => {
    const step = fc.oneof(
      fc.constant('begin' as const),
      fc.constant('look' as const),
      fc.nat({ max: 9 }),
    )
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 80 }),
        fc.integer({ min: 1, max: 4 }),
        (steps, limit) => {
          const traffic = open()
          const ends: (() => void)[] = []
          const states = new Map<number, string>()
          let cursor = traffic.list().cursor
          const look = () => {
            const page = traffic.list({ after: cursor, limit })
            expect(page.missed).toBe(false)
            expect(page.cursor).toBeGreaterThanOrEqual(cursor)
            for (const { seq, outcome } of page.rows) states.set(seq, outcome)
            cursor = page.cursor
            return page.rows.length
          }
          for (const one of steps) {
            if (one === 'look') look()
            else if (one === 'begin') {
              const end = traffic.recorder.begin(call('x'))
              ends.push(() => end(ok))
            } else ends[one]?.()
          }
          while (look() > 0);
          const all = traffic.list({ limit: 5_000 }).rows
          expect(all.map(({ seq, outcome }) => [seq, outcome])).toEqual(
            [...states].sort(([a], [b]) => a - b),
          )
        },
      ),
    )
  })

  it('says when rows are gone, and then gives the newest', () => {
    const traffic = open({ rows: 3 })
    const { cursor } = traffic.list()
    for (const name of ['a', 'b', 'c', 'd', 'e']) traffic.recorder.note({ ...call(name), ...ok })
    const page = traffic.list({ after: cursor })
    expect(page.missed).toBe(true)
    expect(page.rows.map(({ target }) => target)).toEqual(['c', 'd', 'e'])
    expect(traffic.list({ after: page.cursor })).toMatchObject({ missed: false, rows: [], kept: 3 })
  })

  it('says so too to a cursor of an earlier start, or after clearing', () => {
    const traffic = open()
    traffic.recorder.note({ ...call('a'), ...ok })
    expect(traffic.list({ after: 12 }).missed).toBe(true)
    const { cursor } = traffic.list({ after: 12 })
    traffic.recorder.note({ ...call('b'), ...ok })
    expect(traffic.clear()).toBe(2)
    expect(traffic.list({ after: cursor })).toMatchObject({ missed: true, rows: [], kept: 0 })
  })
})

describe('bounds', () => {
  it('follow the settings, down and up, and keep the newest', () => {
    const traffic = open({ rows: 5 })
    for (let index = 0; index < 7; index += 1) {
      traffic.recorder.note({ ...call(String(index)), ...ok })
    }
    traffic.resize(2)
    expect(traffic.list().rows.map(({ target }) => target)).toEqual(['5', '6'])
    traffic.resize(3)
    for (const name of ['7', '8']) traffic.recorder.note({ ...call(name), ...ok })
    expect(traffic.list().rows.map(({ target }) => target)).toEqual(['6', '7', '8'])
    traffic.resize(0)
    traffic.recorder.begin(call('9'))(ok)
    expect(traffic.list()).toMatchObject({ rows: [], kept: 0 })
  })

  it('let go of the oldest texts first, and keep their rows', () => {
    const traffic = open({ mostBytes: 2_500 })
    for (const name of ['a', 'b', 'c']) {
      const event = call(name, JSON.stringify({ text: 'word '.repeat(200) }))
      traffic.recorder.note({ ...event, ...ok, bytesIn: 1_011 })
    }
    const texts = traffic.list().rows.map(({ seq }) => traffic.get(seq)?.request?.body)
    expect(texts.map((body) => body?.text === null)).toEqual([true, false, false])
    expect(texts.map((body) => body?.bytes)).toEqual([1_011, 1_011, 1_011])
  })

  it('cut a long text, and say so', () => {
    const traffic = open()
    const body = JSON.stringify({ text: 'word '.repeat(10_000) })
    traffic.recorder.note({ ...call('long', body), ...ok, bytesIn: body.length })
    const [row] = traffic.list().rows
    const shown = traffic.get(row?.seq ?? 0)?.request?.body
    expect(shown).toMatchObject({ cut: true, bytes: body.length })
    expect(shown?.text?.length).toBeLessThanOrEqual(16 * 1024)
  })
})

describe('listeners', () => {
  it('hear of changes at most ten times a second, and of none when there are none', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const traffic = open()
    let heard = 0
    const stop = traffic.onChange(() => {
      heard += 1
    })
    for (let ms = 0; ms < 1_000; ms += 1) {
      traffic.recorder.note({ ...call('x'), ...ok })
      vi.advanceTimersByTime(1)
    }
    expect(heard).toBe(10)
    vi.advanceTimersByTime(5_000)
    expect(heard).toBeLessThanOrEqual(11)
    stop()
    traffic.recorder.note({ ...call('x'), ...ok })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('get each ended row once, redacted, also when none are kept, and cannot hurt the caller', () => {
    const traffic = open({ rows: 0 })
    const rows: string[] = []
    traffic.onRow(() => {
      throw new Error('broken')
    })
    traffic.onRow(({ target, outcome }) => rows.push(`${target} ${outcome}`))
    const end = traffic.recorder.begin({ ...call('/cb?code=hunter22'), kind: 'oauth' })
    expect(rows).toEqual([])
    end(ok)
    expect(rows).toEqual(['/cb?code=•••••• ok'])
  })
})

describe('secrets', () => {
  it('never come out of list, get or onRow, wherever they went in', async () => {
    const secret = fc.oneof(shapedSecret, randomSecret)
    const kind = fc.constantFrom('http', 'oauth', 'mcp', 'link', 'tunnel')
    await fc.assert(
      fc.asyncProperty(kind, secret, namedSecret, async (kind, shaped, named) => {
        const traffic = open()
        const seen: unknown[] = []
        traffic.onRow((row) => seen.push(row))
        const body = JSON.stringify({ code: named, deep: [{ text: shaped }] })
        const form = `grant_type=x&refresh_token=${named}&x=${shaped}`
        const raw = ['Authorization', `Bearer ${shaped}`, 'Cookie', `a=${named}`, 'X-Other', shaped]
        const headers = traffic.recorder.keepHeaders({}, raw)
        const event = {
          kind,
          via: 'public',
          method: `tools/${shaped}`,
          target: `/a/${shaped}?code=${named}`,
          client: `It is ${shaped}`,
          request: { url: `/x?id_token=${named}#${shaped}`, headers, body: form },
          response: { headers, body },
          outcome: 'failed',
        } as const
        traffic.recorder.note(event)
        traffic.recorder.begin(event)(event)
        traffic.recorder.begin(event)
        const { rows } = traffic.list()
        expect(rows).toHaveLength(3)
        for (const { seq } of rows) seen.push(traffic.get(seq))
        const all = JSON.stringify([rows, seen, await traffic.forDiagnostics(10)])
        expect(all).not.toContain(shaped)
        expect(all).not.toContain(named)
      }),
    )
  })

  it('are not even kept where headers carry them', () => {
    const { recorder } = open()
    const raw = ['Authorization', 'Bearer abc.def', 'cookie', 'a=b', 'Mcp-Session-Id', 'xyz']
    const kept = JSON.stringify(recorder.keepHeaders({}, raw))
    for (const secret of ['abc.def', 'a=b', 'xyz']) expect(kept).not.toContain(secret)
    expect(kept).toContain('Bearer ••••••')
  })

  it('of requests alike on one connection are kept once', () => {
    const { recorder } = open()
    const connection = {}
    const raw = (length: string, accept: string) => ['Content-Length', length, 'Accept', accept]
    const first = recorder.keepHeaders(connection, raw('1', 'a'))
    expect(recorder.keepHeaders(connection, raw('2', 'a'))).toBe(first)
    expect(recorder.keepHeaders(connection, raw('2', 'b'))).not.toBe(first)
    expect(recorder.keepHeaders({}, raw('1', 'a'))).not.toBe(first)
  })
})

it('gives diagnostics nothing that anybody said or named', async () => {
  const traffic = open()
  const body = JSON.stringify({ params: { arguments: { message: 'See you at noon' } } })
  traffic.recorder.note({ ...call('send_message', body), ...ok, response: { body } })
  traffic.recorder.note({
    ...call('drawbridge://file/my%20diary.md'),
    method: 'resources/read',
    ...ok,
  })
  expect(JSON.stringify(await traffic.forDiagnostics(10))).not.toMatch(/noon|diary/)
  const [row] = traffic.list().rows
  expect(traffic.get(row?.seq ?? 0)?.request?.body.text).toContain('See you at noon')
})
