/** Reading a HAR file: as it arrives, however large, however damaged, and without its secrets. */
import * as fc from 'fast-check'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { doctorExplainHandlers } from '../../main/bridge/control/doctor-explain-methods.ts'
import { createEntryScanner } from '../../main/bridge/doctor/har/entry-scanner.ts'
import { createHarReader } from '../../main/bridge/doctor/har/har-reader.ts'
import { BridgeError } from '../../main/bridge/errors.ts'
import { about, codesIn, entry, har, readHar, type Written } from './har-texts.ts'

const challenge = { 'www-authenticate': 'Bearer resource_metadata="https://bridge.example/x"' }
const firstCall: Written = {
  method: 'POST',
  url: 'https://bridge.example/mcp',
  body: '{"jsonrpc":"2.0","id":1,"method":"initialize"}',
  status: 401,
  answered: challenge,
}
const noMetadata: Written = {
  url: 'https://bridge.example/.well-known/oauth-protected-resource/mcp',
  status: 404,
}

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

  it('may come behind a byte order mark, indented, in lines that end as on Windows', () => {
    const file = `\ufeff${JSON.stringify(JSON.parse(har(firstCall, noMetadata)), null, 2).replaceAll('\n', '\r\n')}`
    expect(codesIn(file)).toEqual(['metadata-missing'])
  })

  it('that are none over HTTP, or have no shape, are passed over', () => {
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
    expect(codesIn(file)).toEqual(['metadata-missing'])
  })
})

describe('a damaged file', () => {
  const whole = har(firstCall, noMetadata)
  const refusal = (text: string): string => {
    try {
      readHar(text)
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
  ])('without anything to read is refused with the reason: %s', (text, reason) => {
    expect(refusal(text)).toContain(
      `har-unreadable: The file cannot be read as a HAR file: ${reason}`,
    )
  })

  it('that breaks off is read as far as it goes, and says so', () => {
    expect(codesIn(whole.slice(0, -3))).toEqual(['metadata-missing', 'har-incomplete'])
    expect(codesIn(whole.slice(0, -30))).toEqual(['har-incomplete'])
    // Only what comes behind the list is missing.
    expect(codesIn(whole.slice(0, -2))).toEqual(['metadata-missing'])
  })

  it('is never read as something else than what it says: cut or changed anywhere', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), anyText, (at, instead) => {
        const changed = whole.slice(0, at) + instead + whole.slice(at + 1)
        for (const text of [whole.slice(0, at), changed]) {
          try {
            const { findings, steps } = readHar(text)
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

  it('of any JSON is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (entries) => {
        const { findings } = readHar(JSON.stringify({ log: { entries } }))
        expect(findings.map(({ problem }) => problem.code)).toContain('har-no-sign-in')
      }),
      { numRuns: 200 },
    )
  })

  it('without a sign-in says that there is none', () => {
    expect(codesIn(har({ url: 'https://shop.example/' }))).toEqual(['har-no-sign-in'])
  })
})

describe('a large file', () => {
  it('of 30 MB leaves nothing behind but its steps', () => {
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
    const { findings } = reader.end(about)
    expect(findings.map(({ problem }) => problem.code)).toContain('metadata-missing')
  })

  it('with one endless request keeps nothing of it', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60_000 }, (_, n) => [`header-${n}`, 'x'.repeat(50)]),
    )
    const file = JSON.stringify({ log: { entries: [many, entry(firstCall), entry(noMetadata)] } })
    expect(codesIn(file)).toEqual(['metadata-missing'])
  })

  it('that polls for hours keeps a few of the same', () => {
    const polls = Array.from({ length: 3_000 }, () => firstCall)
    const { steps, findings } = readHar(har(...polls, noMetadata))
    expect(steps.length).toBeLessThan(40)
    expect(findings.map(({ problem }) => problem.code)).toEqual(['metadata-missing'])
  })
})

describe('what is shown', () => {
  it('has no secret of the file', () => {
    const secret = 'Zx81kQp03mVa7LtR29cWbY5n'
    const token = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"aud":"https://other.example/mcp"}').toString('base64url')}.c2ln${secret}`
    const file = har(
      { ...firstCall, url: `https://bridge.example/mcp?key=${secret}` },
      {
        url: `https://chatgpt.com/connector/oauth/abc?error=server_error&error_description=code%3D${secret}&state=${secret}&code=${secret}`,
      },
      {
        method: 'POST',
        url: 'https://bridge.example/oauth2/token',
        body: `grant_type=authorization_code&code=${secret}&code_verifier=${secret}`,
        status: 400,
        answer: { error: 'invalid_grant', error_description: `client_secret=${secret} was wrong` },
      },
      {
        ...firstCall,
        headers: { authorization: `Bearer ${token}`, cookie: `session=${secret}` },
        answer: { error: 'invalid_token', error_description: `token ${token} is wrong` },
      },
    )
    const read = readHar(file)
    expect(read.findings.map(({ problem }) => problem.code)).toContain('token-wrong-audience')
    expect(JSON.stringify(read)).not.toContain(secret)
    expect(JSON.stringify(read)).not.toContain(token)
  })
})

describe('a recording whose tokens the browser left out', () => {
  const tokens: Written = {
    method: 'POST',
    url: 'https://bridge.example/oauth2/token',
    body: 'grant_type=authorization_code&code=x',
    answer: {
      access_token: `e30.${Buffer.from('{"aud":"https://api.example"}').toString('base64url')}.x`,
    },
  }

  it('still tells whom the token was meant for, by the answer that brought it', () => {
    const read = readHar(har(firstCall, tokens, firstCall))
    expect(read.findings[0]?.problem.sentence).toBe(
      'The token is meant for https://api.example, and it was sent to https://bridge.example/mcp.',
    )
  })

  it('has nothing wrong before a call that was answered', () => {
    const refused = { ...tokens, status: 400, answer: { error: 'invalid_grant' } }
    const answered = { ...firstCall, status: 200, answer: { jsonrpc: '2.0', id: 1, result: {} } }
    expect(codesIn(har(firstCall, noMetadata, refused))).toContain('client-code-refused')
    expect(codesIn(har(firstCall, noMetadata, refused, tokens, answered))).toEqual([])
  })
})

describe("what the vendors' own services answered", () => {
  it.each([
    [
      '{"detail":"Failed to resolve OAuth client for MCP connector: https://bridge.example/mcp"}',
      'chatgpt-oauth-client',
    ],
    [
      '{"detail":"MCP server https://bridge.example/mcp does not implement OAuth"}',
      'chatgpt-no-oauth',
    ],
    ['{"detail":"Error fetching OAuth configuration"}', 'chatgpt-oauth-config'],
    [
      '{"detail":[{"type":"string_type","loc":["client_secret"],"msg":"Input should be a valid string"}]}',
      'registration-answer-invalid',
    ],
  ])('ChatGPT: %s', (answer, code) => {
    const url = 'https://chatgpt.com/backend-api/aip/connectors/mcp'
    expect(codesIn(har({ method: 'POST', url, status: 424, answer }))).toEqual([code])
  })

  it('Claude: its codes', () => {
    const url = 'https://claude.ai/api/organizations/1/mcp/remote_servers'
    const answer = {
      error: {
        type: 'mcp_registration_failed',
        message: "Couldn't register with Bridge's sign-in service",
      },
    }
    expect(codesIn(har({ method: 'POST', url, status: 400, answer }))).toEqual([
      'claude-registration',
    ])
  })

  it('the recording of the field notes', () => {
    const file = har({
      method: 'POST',
      url: 'https://chatgpt.com/backend-api/aip/connectors/mcp',
      body: '{"auth_request":{"supported_auth":[{}],"oauth_client_params":null}}',
      status: 424,
      answer: {
        detail:
          'Failed to resolve OAuth client for MCP connector: https://ownerrez-mcp-server.fly.dev/mcp',
      },
    })
    expect(codesIn(file)).toEqual(['client-old-address', 'chatgpt-oauth-client'])
  })
})

describe('the pieces of an upload', () => {
  const handlers = doctorExplainHandlers({
    origins: {
      list: () => [{ url: 'https://bridge.example', kind: 'public' }],
      mcpUrl: () => 'https://bridge.example/mcp',
    },
    settings: {
      get: () => ({
        identity: {
          provider: 'owner-approval',
          saved: null,
          owner: null,
          people: [],
          registeredCallback: null,
          callbackPort: 7422,
        },
      }),
    },
  })

  it('belong together by their id, and the last one gives the findings', async () => {
    const file = har(firstCall, noMetadata)
    const first = await handlers['doctor.har']({ text: file.slice(0, 100), last: false })
    expect(first).toMatchObject({ findings: null, steps: [] })
    const { upload } = first
    const last = await handlers['doctor.har']({ upload, text: file.slice(100), last: true })
    expect(last.findings?.map(({ problem }) => problem.code)).toEqual(['metadata-missing'])
    expect(last.steps.map(({ ok }) => ok)).toEqual([true, false])
    expect(() => handlers['doctor.har']({ upload, text: '', last: true })).toThrow(
      expect.objectContaining({ code: 'har-upload-unknown' }),
    )
  })

  it('are refused at the first one when it is no JSON', () => {
    expect(() => handlers['doctor.har']({ text: '\u007fELF', last: false })).toThrow(
      expect.objectContaining({ code: 'har-unreadable' }),
    )
  })

  it('that nobody goes on with make room for the next', async () => {
    const uploads: string[] = []
    for (let n = 0; n < 5; n += 1) {
      uploads.push((await handlers['doctor.har']({ text: '{"log":', last: false })).upload)
    }
    expect(() => handlers['doctor.har']({ upload: uploads[0], text: '', last: false })).toThrow(
      expect.objectContaining({ code: 'har-upload-unknown' }),
    )
    expect(
      await handlers['doctor.har']({ upload: uploads[4], text: '{', last: false }),
    ).toMatchObject({
      findings: null,
    })
  })
})
