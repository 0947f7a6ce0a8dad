/** Reading a HAR file: as it arrives, however large, however damaged, and without its secrets. */
import * as fc from 'fast-check'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { exchangeFrom } from '../../main/bridge/doctor/har/exchange.ts'
import { createEntryScanner } from '../../main/bridge/doctor/har/entry-scanner.ts'
import { createHarReader } from '../../main/bridge/doctor/har/har-reader.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { about, codesIn, entry, firstCall, har, noMetadata, readHar } from './har-texts.ts'

/** What is in use once all garbage is gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

/** Text with everything a JSON string can have in it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('"entries":[', '\\', '\\u0041', '{[', ']}', '\u2028', '\ud83d\ude00'),
)

it.each([
  ['base64', Buffer.from('{"error":"invalid_grant"}').toString('base64')],
  ['base64', '{"error":"invalid_grant"}'],
  [undefined, '{"error":"invalid_grant"}'],
])('a body marked %s is read as what it is', (encoding, text) => {
  const request = { method: 'POST', url: 'https://bridge.example/oauth2/token', headers: [] }
  const response = { status: 400, headers: [], content: { text, ...(encoding && { encoding }) } }
  expect(exchangeFrom({ request, response })?.answer).toBe('{"error":"invalid_grant"}')
})

describe('the requests of a file', () => {
  it('are found wherever the pieces are cut', () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { maxLength: 4 }),
        fc.integer({ min: 1, max: 60 }),
        (texts, length) => {
          const values = texts.map((text) => ({ text, nested: [{ text }, [text]] }))
          const file = JSON.stringify({
            log: { entries2: [], comment: '"entries":[{}]', entries: values },
          })
          const scanner = createEntryScanner()
          const found: unknown[] = []
          for (let at = 0; at < file.length; at += length) {
            for (const one of scanner.write(file.slice(at, at + length)))
              found.push(JSON.parse(one))
          }
          expect(found).toEqual(values)
          expect(scanner.state()).toEqual({
            begun: true,
            json: true,
            found: true,
            ended: true,
          })
        },
      ),
      { numRuns: 300 },
    )
  })

  it('are only those of log.entries', () => {
    const scanner = createEntryScanner()
    const decoy = {
      entries: [{ a: 1 }],
      log: { pages: [{ entries: [{ b: 1 }] }], entries: [{ c: 1 }] },
    }
    expect(scanner.write(JSON.stringify(decoy))).toEqual(['{"c":1}'])
  })

  it('keep the beginning of a long string, cut between escapes', () => {
    const scanner = createEntryScanner()
    const long = '\u0001é"\\'.repeat(60_000)
    const [one = ''] = scanner.write(JSON.stringify({ log: { entries: [{ long, after: 1 }] } }))
    const read = JSON.parse(one) as { long: string; after: number }
    expect(one.length).toBeLessThan(70_000)
    expect(long.startsWith(read.long)).toBe(true)
    expect(read.long.length).toBeGreaterThan(10_000)
    expect(read.after).toBe(1)
  })

  it('may come behind a byte order mark, indented, in lines that end as on Windows', async () => {
    const file = `\ufeff${JSON.stringify(JSON.parse(har(firstCall, noMetadata)), null, 2).replaceAll('\n', '\r\n')}`
    expect(await codesIn(file)).toEqual(['metadata-missing'])
  })

  it('that are none over HTTP, or have no shape, are passed over', async () => {
    const odd = [
      null,
      1,
      'text',
      [],
      {},
      { request: {} },
      entry({ url: 'wss://bridge.example/mcp' }),
    ]
    const file = JSON.stringify({ log: { entries: [...odd, entry(firstCall), entry(noMetadata)] } })
    expect(await codesIn(file)).toEqual(['metadata-missing'])
  })
})

describe('a damaged file', () => {
  const whole = har(firstCall, noMetadata)
  const refusal = async (text: string): Promise<string> => {
    try {
      await readHar(text)
    } catch (error) {
      if (error instanceof BridgeError) return `${error.code}: ${error.message}`
    }
    return 'it was read'
  }

  it.each([
    ['', 'it does not begin like JSON'],
    ['PK\u0003\u0004 a zip', 'it does not begin like JSON'],
    ['"a string"', 'it does not begin like JSON'],
    ['{}', 'it has no list of requests'],
    ['{"entries":[{}]}', 'it has no list of requests'],
    ['{"log":{"entries":{}}}', 'it has no list of requests'],
    ['{"log":{"entries":[{"request":{"method":"GE', 'its list of requests is damaged'],
    ['{"log":{"entries":[{bad json}]}}', 'its list of requests is damaged'],
  ])('without anything to read is refused with the reason: %s', async (text, reason) => {
    expect(await refusal(text)).toContain(
      `har-unreadable: The file cannot be read as a HAR file: ${reason}`,
    )
  })

  it('that breaks off is read as far as it goes, and says so', async () => {
    expect(await codesIn(whole.slice(0, -3))).toEqual(['metadata-missing', 'har-incomplete'])
    expect(await codesIn(whole.slice(0, -30))).toEqual(['har-incomplete'])
    // Only what comes behind the list is missing.
    expect(await codesIn(whole.slice(0, -2))).toEqual(['metadata-missing'])
  })

  it('is never read as something else than what it says: cut or changed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), anyText, async (at, instead) => {
        const changed = whole.slice(0, at) + instead + whole.slice(at + 1)
        for (const text of [whole.slice(0, at), changed]) {
          try {
            const { findings, steps } = await readHar(text)
            expect(steps.length).toBeLessThanOrEqual(2)
            expect(Array.isArray(findings)).toBe(true)
          } catch (error) {
            expect(error).toBeInstanceOf(BridgeError)
            expect((error as BridgeError).code).toBe('har-unreadable')
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('of any JSON is read or refused, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 5 }), async (entries) => {
        const { findings } = await readHar(JSON.stringify({ log: { entries } }))
        expect(findings.map(({ problem }) => problem.code)).toContain('har-no-sign-in')
      }),
      { numRuns: 200 },
    )
  })

  it('without a sign-in says that there is none', async () => {
    expect(await codesIn(har({ url: 'https://shop.example/' }))).toEqual(['har-no-sign-in'])
  })
})

describe('a large file', () => {
  it('of 30 MB leaves nothing behind but its steps', { timeout: 120_000 }, async () => {
    const picture = 'iVBORw0KGgoAAAANSUhEUg'.repeat(12_000)
    const reader = createHarReader()
    const before = heapInUse()
    let length = 0
    const write = (text: string) => {
      length += text.length
      reader.write(text)
    }
    write(`{"log":{"version":"1.2","entries":[${JSON.stringify(entry(firstCall))},`)
    // Each is a text of its own, as pieces of an upload are.
    for (let n = 0; n < 60; n += 1) {
      const answer = `${n}${picture}`
      write(`${JSON.stringify(entry({ url: 'https://shop.example/picture', answer }))},`)
      const polled = { ...firstCall, answer, url: `https://bridge.example/${n}/mcp` }
      write(`${JSON.stringify(entry(polled))},`)
    }
    expect(length).toBeGreaterThan(30_000_000)
    expect(heapInUse() - before).toBeLessThan(6_000_000)
    write(`${JSON.stringify(entry(noMetadata))}]}}`)
    const { findings } = await reader.end(about)
    expect(findings.map(({ problem }) => problem.code)).toContain('metadata-missing')
  })

  it('with one endless request keeps nothing of it', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60_000 }, (_, n) => [`header-${n}`, 'x'.repeat(50)]),
    )
    const file = JSON.stringify({ log: { entries: [many, entry(firstCall), entry(noMetadata)] } })
    expect(await codesIn(file)).toEqual(['metadata-missing'])
  })

  it('that polls for hours keeps a few of the same', async () => {
    const polls = Array.from({ length: 3_000 }, () => firstCall)
    const { steps, findings } = await readHar(har(...polls, noMetadata))
    expect(steps.length).toBeLessThan(40)
    expect(findings.map(({ problem }) => problem.code)).toEqual(['metadata-missing'])
  })
})

describe('a refused answer that is not in the file', () => {
  const token = { method: 'POST', url: 'https://tenant.eu.auth0.com/oauth/token', status: 403 }

  it('names the step, and how to record it again', async () => {
    const { findings, steps } = await readHar(har({ ...token, answer: '' }))
    expect(findings.map(({ problem }) => problem.code)).toEqual([
      'sign-in-failed',
      'har-answer-missing',
    ])
    expect(findings[1]?.problem.sentence).toContain('/oauth/token → 403')
    expect(findings[1]?.problem.action).toContain('Preserve log')
    expect(steps).toMatchObject([{ ok: false }])
  })

  it('says nothing where the answer is there, or was no failure', async () => {
    expect(await codesIn(har({ ...token, answer: { error: 'invalid_grant' } }))).not.toContain(
      'har-answer-missing',
    )
    const call = { method: 'POST', url: 'https://bridge.example/mcp', answer: '' }
    expect(await codesIn(har({ ...call, status: 401 }))).not.toContain('har-answer-missing')
    const later = { ...call, status: 200, answer: { jsonrpc: '2.0', id: 1, result: {} } }
    expect(await codesIn(har({ ...token, answer: '' }, later))).toEqual([])
  })
})
