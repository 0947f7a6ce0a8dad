/** No secret that went in ever comes out, wherever it stood; and what is no secret stays. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactBody } from '../../main/bridge/traffic/redact-body.ts'
import { redactUrl } from '../../main/bridge/traffic/redact-fields.ts'
import { redactText } from '../../main/bridge/traffic/redact-text.ts'
import { namedSecret, randomSecret, secretNames, shapedSecret } from './secrets.ts'

const name = fc.constantFrom(...secretNames)
const anySecret = fc.oneof(shapedSecret, randomSecret)
const harmlessName = fc.constantFrom('text', 'message', 'content', 'data', 'error_description')

/** The secret somewhere inside a value, beside innocent members. */
const around = (inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(inner, fc.integer({ min: 0, max: 4 })).map(([value, shape]) => {
    if (shape === 0) return { a: 1, deeper: { list: ['x', value, null] } }
    if (shape === 1) return [[value], true]
    if (shape === 2) return { content: [{ type: 'text', text: JSON.stringify(value) }] }
    if (shape === 3) return { text: JSON.stringify({ result: JSON.stringify(value) }) }
    return { value, after: 'words' }
  })

const named = fc
  .tuple(name, namedSecret)
  .map(([key, secret]) => ({ secret, value: { [key]: secret, kept: 'visible' } as unknown }))

const leaks = (shown: string, secret: string): boolean =>
  shown.includes(secret) || decodeURIComponent(shown.replaceAll('%', '%25')).includes(secret)

describe('JSON bodies', () => {
  it('hide what stands under a telling name, however deep', () => {
    fc.assert(
      fc.property(
        named.chain(({ secret, value }) =>
          around(fc.constant(value)).map((body) => ({ secret, body })),
        ),
        fc.boolean(),
        ({ secret, body }, pretty) => {
          const shown = redactBody(JSON.stringify(body, null, pretty ? 2 : 0), false)
          expect(leaks(shown, secret)).toBe(false)
          expect(() => JSON.parse(shown)).not.toThrow()
        },
      ),
    )
  })

  it('hide a list or an object under a telling name whole', () => {
    fc.assert(
      fc.property(name, namedSecret, (key, secret) => {
        const shown = redactBody(JSON.stringify({ [key]: { a: [secret], b: secret } }), false)
        expect(shown).not.toContain(secret)
      }),
    )
  })

  it('hide what looks like a secret under any name, as a key, and inside a sentence', () => {
    fc.assert(
      fc.property(harmlessName, anySecret, (key, secret) => {
        const body = { [key]: secret, said: `try ${secret}, please`, [secret]: 1 }
        expect(redactBody(JSON.stringify(body), false)).not.toContain(secret)
      }),
    )
  })

  it('show nothing of a secret at any place where a body was cut', () => {
    fc.assert(
      fc.property(named, around(fc.constant(0)), fc.nat(), ({ secret, value }, outer, at) => {
        const whole = JSON.stringify({ outer, value, more: 'x'.repeat(20) })
        const cut = whole.slice(0, at % whole.length)
        expect(redactBody(cut, true)).not.toContain(secret)
      }),
    )
  })

  it('do not show the beginning of a token that was cut off', () => {
    const whole = JSON.stringify({ said: 'the key is ghp_0123456789abcdef0123456789abcdef' })
    for (let length = 1; length < whole.length; length += 1) {
      expect(redactBody(whole.slice(0, length), true)).not.toMatch(/ghp_/)
    }
  })

  it('hide in what is not quite JSON too', () => {
    fc.assert(
      fc.property(name, namedSecret, (key, secret) => {
        for (const text of [
          `{${key}: ${secret}}`,
          `{'${key}': '${secret}'`,
          `["${key}=${secret}"]`,
        ])
          expect(redactBody(text, false)).not.toContain(secret)
      }),
    )
  })

  it('see every one of several equal keys', () => {
    expect(redactBody('{"code":"internal","code":"hunter22","code":7}', false)).toBe(
      '{"code":"internal","code":"••••••","code":7}',
    )
  })

  it('leave the rest as it was written', () => {
    const body =
      '{ "jsonrpc": "2.0", "id": 7, "method": "tools/call",\n "params": {"name":"send_message",' +
      '"arguments":{"to":"claude","message":"Lunch at 12:30? See main/bridge/traffic/types.ts, ' +
      'oauth-protected-resource and 550e8400-e29b-41d4-a716-446655440000."}}}'
    expect(redactBody(body, false)).toBe(body)
  })
})

describe('forms and addresses', () => {
  it('hide fields with a telling name', () => {
    fc.assert(
      fc.property(name, namedSecret, (key, secret) => {
        const form = new URLSearchParams({ grant_type: 'authorization_code', [key]: secret })
        expect(redactBody(form.toString(), false)).not.toContain(secret)
        expect(redactUrl(`/oauth2/callback?${form}`)).not.toContain(secret)
        expect(redactUrl(`https://app.example/cb#${form}`)).not.toContain(secret)
      }),
    )
  })

  it('hide them in addresses inside addresses', () => {
    fc.assert(
      fc.property(name, namedSecret, fc.integer({ min: 1, max: 5 }), (key, secret, depth) => {
        let url = `https://a.example/cb?${key}=${secret}`
        for (let level = 0; level < depth; level += 1) {
          url = `https://a.example/go?to=${encodeURIComponent(url)}`
        }
        expect(redactUrl(url)).not.toContain(secret)
        expect(redactText(`It came from ${url} today`)).not.toContain(secret)
      }),
    )
  })

  it('hide what looks like a secret in a path or under any name', () => {
    fc.assert(
      fc.property(anySecret, (secret) => {
        expect(redactUrl(`/interaction/${secret}?x=${secret}&${secret}`)).not.toContain(secret)
      }),
    )
  })

  it('shorten state, so that one sign-in can still be told from another', () => {
    const state = '4f9d0c1b2a3e4f5a6b7c8d9e'
    expect(redactUrl(`/oauth2/authorize?client_id=chatgpt&state=${state}`)).toBe(
      '/oauth2/authorize?client_id=chatgpt&state=4f9d…',
    )
  })

  it('leave an address without secrets as it is', () => {
    const url =
      '/oauth2/authorize?client_id=https%3A%2F%2Fclaude.ai%2Foauth%2Fmetadata&response_type=code' +
      '&redirect_uri=http%3A%2F%2Flocalhost%3A3118%2Fcallback&scope=messages%3Aread+files%3Aread'
    expect(redactUrl(url)).toBe(url)
  })
})

describe('texts', () => {
  it('hide named and shaped secrets in error texts', () => {
    fc.assert(
      fc.property(name, namedSecret, shapedSecret, randomSecret, (key, secret, shaped, random) => {
        const shown = redactText(
          `Error: ${key}=${secret} was refused (${key}: "${secret}"); token ${shaped}, then ${random}!`,
        )
        expect(shown).not.toContain(secret)
        expect(shown).not.toContain(shaped)
        expect(shown).not.toContain(random)
        expect(shown).toMatch(/^Error: .*was refused/)
      }),
    )
  })

  it.each([
    ['Authorization: Bearer abc.def-123', 'Authorization: ••••••'],
    ['sent with bearer abc123def', 'sent with bearer ••••••'],
    ['cookie: a=1; b=2', 'cookie: ••••••'],
    ['https://me:hunter2@host.example/x', 'https://••••••@host.example/x'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '••••••'],
  ])('%s', (text, shown) => {
    expect(redactText(text)).toBe(shown)
  })

  it.each([
    'check_inbox',
    'Bearer error="invalid_token", resource_metadata="https://a.example/.well-known/x"',
    'The basic understanding of a bearer bond',
    'Reachable from outside at https://blue-lake-stone-42.trycloudflare.com.',
    '2026-11-21T12:30:00.000Z',
  ])('leave "%s"', (text) => {
    expect(redactText(text)).toBe(text)
  })

  it('hide in event streams line by line', () => {
    fc.assert(
      fc.property(name, namedSecret, (key, secret) => {
        const events = `event: message\ndata: {"result":{"${key}":"${secret}"}}\n\n: ping\n`
        const shown = redactBody(events, false)
        expect(shown).not.toContain(secret)
        expect(shown).toContain('event: message\ndata: {"result"')
      }),
    )
  })
})
