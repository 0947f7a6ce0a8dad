/** A stranger's addresses: long, odd, and many. What they cost is counted in calls and bytes. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog, systemClock } from '../../../main/bridge/base/ports.ts'
import { createTraffic } from '../../../main/bridge/traffic/traffic.ts'
import { redactBody } from '../../../main/bridge/traffic/redact-body.ts'
import { redactUrl } from '../../../main/bridge/traffic/redact-fields.ts'
import { redactText } from '../../../main/bridge/traffic/redact-text.ts'
import { verdictOf } from '../../../main/bridge/traffic/secret-names.ts'

vi.mock('../../../main/bridge/traffic/redact-body.ts', { spy: true })
vi.mock('../../../main/bridge/traffic/redact-fields.ts', { spy: true })
vi.mock('../../../main/bridge/traffic/redact-text.ts', { spy: true })
vi.mock('../../../main/bridge/traffic/secret-names.ts', { spy: true })

beforeEach(() => {
  vi.clearAllMocks()
})

const open = (mostBytes?: number) =>
  createTraffic({
    clock: systemClock,
    log: silentLog,
    rows: 1_000,
    ...(mostBytes !== undefined && { mostBytes }),
  })

type Traffic = ReturnType<typeof open>

const refused = (traffic: Traffic, url: string, body?: string) =>
  traffic.recorder.note({
    kind: 'oauth',
    via: 'public',
    method: 'GET',
    target: url.split('?', 1)[0] ?? '',
    request: { url, body },
    outcome: 'refused',
    status: 404,
  })

const urls = (traffic: Traffic): (string | undefined)[] =>
  traffic.list().rows.map(({ seq }) => traffic.get(seq)?.request?.url)

const textsRedacted = () => vi.mocked(redactUrl).mock.calls.length

describe('looking for secrets', () => {
  it('is not done for a request that nobody asks to see', () => {
    const traffic = open()
    for (let n = 0; n < 100; n += 1) {
      refused(traffic, `/oauth2/token?${'x'.repeat(15_000)}%4`, 'client_secret=hunter2hunter2')
    }
    for (const search of [redactUrl, redactBody, redactText]) {
      expect(vi.mocked(search)).not.toHaveBeenCalled()
    }
  })

  it('is done once for what is looked at a hundred times', () => {
    const traffic = open()
    refused(traffic, '/oauth2/token?code=hunter2hunter2', 'client_secret=hunter2hunter2')
    const [row] = traffic.list().rows
    const shown = JSON.stringify(traffic.get(row?.seq ?? 0))
    expect(shown).not.toContain('hunter2')
    const [addresses, bodies] = [textsRedacted(), vi.mocked(redactBody).mock.calls.length]
    for (let n = 0; n < 100; n += 1) {
      traffic.list()
      expect(JSON.stringify(traffic.get(row?.seq ?? 0))).toBe(shown)
    }
    expect(textsRedacted()).toBe(addresses)
    expect(vi.mocked(redactBody)).toHaveBeenCalledTimes(bodies)
  })

  it('judges a long key once, however many values stand under it', () => {
    const secret = 'hunter2hunter2'
    const body = `{"${'k'.repeat(8_000)}":["${secret}",${'1,'.repeat(4_000)}1]}`
    expect(redactBody(body, false)).not.toContain(secret)
    expect(vi.mocked(verdictOf).mock.calls.length).toBeLessThan(10)
  })

  it('of diagnostics reads no body, and lets others run between rows', async () => {
    const traffic = open()
    for (let n = 0; n < 500; n += 1) refused(traffic, `/${n}`, 'x'.repeat(16_000))
    let turns = 0
    const count = () => {
      turns += 1
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    const rows = await traffic.forDiagnostics(500)
    clearImmediate(next)
    expect(rows).toHaveLength(500)
    expect(turns).toBeGreaterThanOrEqual(9)
    expect(vi.mocked(redactBody)).not.toHaveBeenCalled()
  })
})

describe('a long address', () => {
  it('is cut at a whole part before it is kept, so that no beginning of a secret shows', () => {
    const traffic = open()
    const secret = 'Zx9'.repeat(40)
    for (let before = 1_950; before < 2_060; before += 1) {
      refused(traffic, `/p?${'a=b&'.repeat(before / 4)}${'c'.repeat(before % 4)}=${secret}&z=1`)
    }
    for (const url of urls(traffic)) {
      expect(url?.length).toBeLessThanOrEqual(2_049)
      expect(url).not.toContain('Zx9')
    }
  })

  it('that is one word keeps nothing of the word', () => {
    const traffic = open()
    refused(traffic, `/${'x'.repeat(15_000)}`)
    expect(urls(traffic)).toEqual(['/…'])
  })

  it('counts in the memory of the record, as do long names', () => {
    const traffic = open(100_000)
    for (let n = 0; n < 1_000; n += 1) {
      refused(traffic, `/${n}${'/way'.repeat(70)}?${'a=b&'.repeat(400)}`)
    }
    const shown = traffic.list().rows.map((row) => traffic.get(row.seq))
    const kept = shown.reduce((sum, row) => sum + (row?.request?.url.length ?? 0), 0)
    const withText = shown.filter((row) => row?.request?.url !== '')
    expect(shown).toHaveLength(1_000)
    expect(kept).toBeLessThanOrEqual(100_000)
    // The newest are there; of the others only a short name is left.
    expect(withText.length).toBeGreaterThan(20)
    for (const row of shown.slice(0, -withText.length)) {
      expect(row?.target.length).toBeLessThanOrEqual(64)
    }
  })
})

describe('an escape that was cut off', () => {
  it.each(['%', '%2', '%zz', '%ff', '%C3%2'])(
    'does not shield the secrets before it: %s',
    (end) => {
      const inner = 'access_token%3Dhunter2hunter2%26x%3D1'
      expect(redactUrl(`/cb?next=${inner}${end}`)).not.toContain('hunter2')
      expect(redactText(`went to ${inner}${end} and back`)).not.toContain('hunter2')
    },
  )
})
