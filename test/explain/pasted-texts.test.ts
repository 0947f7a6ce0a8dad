/** What people paste: every known error text, as pages, chats and consoles mangle it. */
import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { explainText, type AboutHere } from '../../main/bridge/explain/explain-text.ts'
import { BridgeError, catalogue, docsPage, type ErrorCode } from '../../main/bridge/base/errors.ts'
import { errorTexts } from './error-texts.ts'
import { reportedTexts } from './reported-texts.ts'

const about: AboutHere = {
  mcpUrls: ['https://bridge.example/mcp', 'http://127.0.0.1:7420/mcp', 'http://localhost:7420/mcp'],
  upstream: { provider: 'auth0' },
}
const codesOf = (text: string, known = about): string[] =>
  explainText(text, known).map(({ problem }) => problem.code)

describe('a pasted error text', () => {
  it.each(errorTexts)('$source: $text', ({ text, code }) => {
    expect(codesOf(text)[0]).toBe(code)
  })

  it.each(errorTexts)('in a chat, in typographic quotes: $text', ({ text, code }) => {
    const mangled = `Hi, this is what it says now:\n\n> ${text.replaceAll("'", '’').replaceAll(' "', ' “').replaceAll('" ', '” ')}\n\nAny idea?`
    expect(codesOf(mangled)).toContain(code)
  })

  it.each([
    [
      'claude-token-exchange',
      'Authorization with Acme Bridge failed. You can check your credentials',
    ],
    [
      'upstream-denied',
      'Zugriff blockiert: Acme hat den Google-Überprüfungsprozess nicht abgeschlossen. Fehler 403: access_denied',
    ],
    [
      'upstream-callback-mismatch',
      'AADSTS50011: L’URI de redirection « https://bridge.example/cb » spécifiée dans la demande ne correspond pas',
    ],
    [
      'upstream-wrong-issuer',
      'issuer did not match the issuer returned by provider, expected „https://a.example“ got „https://b.example“',
    ],
    ['claude-registration', 'acme のサインインサービスに登録できませんでした。'],
  ])('is %s also as a fragment or in another language: %s', (code, text) => {
    expect(codesOf(text)[0]).toBe(code)
  })

  it('is found with the line breaks and the invisible characters of a page', () => {
    const text = 'Couldn\u2019t\u00a0reach the\nMCP\u200b server\n\nofid_0123456789abcdef'
    expect(codesOf(text)).toEqual(['claude-unreachable'])
  })

  it('is known in pieces: without the names around it', () => {
    expect(codesOf('is not authorized to access resource server')).toEqual([
      'auth0-user-access-missing',
    ])
  })

  it('is found as the source of a page and as an escaped JSON string has it', () => {
    expect(
      codesOf(
        'Client &quot;abc123&quot; is not authorized to access resource server &quot;https://x&quot;',
      ),
    ).toEqual(['auth0-user-access-missing'])
    expect(codesOf(String.raw`{"body":"{\"detail\":\"Failed to resolve OAuth client\"}"}`)).toEqual(
      ['chatgpt-oauth-client'],
    )
  })

  it('may stand behind words of another language', () => {
    expect(codesOf('Fehler: Error fetching OAuth configuration')).toEqual(['chatgpt-oauth-config'])
    expect(codesOf('Etwas ist schiefgelaufen')).toEqual(['client-vague-message'])
    expect(codesOf('Une erreur s’est produite')).toEqual(['client-vague-message'])
  })

  it('that says something exact is not called vague', () => {
    expect(codesOf('Something went wrong. Error fetching OAuth configuration')).toEqual([
      'chatgpt-oauth-config',
    ])
  })

  it('that says nothing known gives nothing', () => {
    expect(explainText('The weather is fine today.', about)).toEqual([])
  })
})

describe('a text that somebody reported', () => {
  it.each(reportedTexts)('%s: %s', (_source, text, means) => {
    expect(means).toContain(codesOf(text)[0])
  })

  it.each(reportedTexts)('in a log, with other names: %s: %s', (_source, text, means) => {
    const other = text
      .replaceAll(/drawbridge/gi, 'other-server')
      .replaceAll('bridge.example.org', 'auth.somewhere.example')
    const line = `[2026-12-01T08:00:00.000Z] ERROR: ${other}\n    at Object.run (index.js:12:3)`
    expect(means).toContain(codesOf(line)[0])
  })
})

describe('the address in a text', () => {
  it('that is another one is told before the words around it', () => {
    const old = 'MCP server https://calm-tree.trycloudflare.com/mcp does not implement OAuth'
    expect(codesOf(old)).toEqual(['client-old-address', 'chatgpt-no-oauth'])
    const [first] = explainText(old, about)
    expect(first?.problem.sentence).toBe(
      'The client asks https://calm-tree.trycloudflare.com/mcp, which is not the address of this bridge (https://bridge.example/mcp).',
    )
  })

  it('is not called old while the bridge has no public one', () => {
    const local = { ...about, mcpUrls: ['http://127.0.0.1:7420/mcp'] }
    expect(codesOf('MCP server https://calm.example/mcp does not implement OAuth', local)).toEqual([
      'chatgpt-no-oauth',
    ])
  })

  it('of the way back to a client tells the answer of the bridge, not of a provider', () => {
    const back =
      'https://chatgpt.com/connector/oauth/abc?error=access_denied&error_description=denied&iss=https%3A%2F%2Fbridge.example'
    expect(codesOf(back)).toEqual(['client-denied'])
    expect(
      codesOf(
        'http://127.0.0.1:4711/callback?error=invalid_scope&iss=https%3A%2F%2Fbridge.example',
      ),
    ).toEqual(['sign-in-failed'])
  })
})

describe("the bridge's own errors", () => {
  const sample = (code: ErrorCode): BridgeError => {
    const { what, next } = catalogue[code]
    const names = [...`${what} ${next}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    return new BridgeError(code, Object.fromEntries(names.map((name) => [name, `some ${name}`])))
  }

  it.each(Object.keys(catalogue) as ErrorCode[])(
    'are known by code as the command line prints it: %s',
    (code) => {
      const error = sample(code)
      const [first] = explainText(`drawbridge: ${error.message}\n  ${error.next} (${code})`, about)
      expect(first?.problem.code).toBe(code)
    },
  )

  it('keep the words that were filled in', () => {
    const error = new BridgeError('port-in-use', { port: 7420, flag: '--port' })
    const [first] = explainText(`${error.message} ${error.next} (port-in-use)`, about)
    expect(first?.problem.sentence).toBe(error.message)
    expect(first?.problem.action).toBe(error.next)
  })

  it('are known in an answer in JSON, by the address of their page, and by their sentence alone', () => {
    expect(codesOf(JSON.stringify(new BridgeError('unknown-origin').answer()))[0]).toBe(
      'unknown-origin',
    )
    expect(codesOf(`see ${docsPage('token-missing')}`)).toEqual(['token-missing'])
    expect(codesOf(sample('client-not-registered').message)).toEqual(['client-not-registered'])
  })

  it('never show a word in braces', () => {
    for (const code of Object.keys(catalogue) as ErrorCode[]) {
      for (const { problem } of explainText(`(${code})`, about)) {
        expect(`${problem.sentence} ${problem.action}`).not.toMatch(/\{\w+\}/)
      }
    }
  })
})

describe('what is wrong in the field notes', () => {
  const page = (code: ErrorCode): string =>
    readFileSync(join(import.meta.dirname, '..', '..', docsPage(code)), 'utf8')

  it('is not repeated: clients need no keys and no introspection, registration is one way of three', () => {
    for (const text of ['Connection problem', 'Failed to resolve OAuth client']) {
      for (const { problem } of explainText(text, about)) {
        expect(`${problem.sentence} ${problem.action}`).not.toMatch(/jwks|introspect|opaque|jwt/i)
      }
    }
    expect(page('client-vague-message')).toContain('clients do not check access tokens themselves')
    expect(page('chatgpt-oauth-client')).toContain('is therefore one way, and not a condition')
    expect(page('resource-mismatch')).toContain('as some guides advise')
  })
})

describe('evidence', () => {
  it('shows the words around, without tokens, codes and secrets', () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ'
    const text = `Authorization: Bearer ${token} Error fetching OAuth configuration code=Zx81kQp03mV client_secret=hunter2hunter2`
    const [first] = explainText(text, about)
    expect(first?.evidence).toContain('Error fetching OAuth configuration')
    for (const secret of [token, 'Zx81kQp03mV', 'hunter2']) {
      expect(JSON.stringify(explainText(text, about))).not.toContain(secret)
    }
  })

  it('has no secret wherever one stands beside a known text', () => {
    const secret = fc
      .string({
        minLength: 24,
        maxLength: 40,
        unit: fc.constantFrom(...'aB3dE5gH7jK9mN1pQ'.split('')),
      })
      .filter((text) => /\d/.test(text))
    const some = fc.constantFrom(...errorTexts)
    fc.assert(
      fc.property(some, secret, fc.boolean(), ({ text }, hidden, first) => {
        const beside = `access_token=${hidden}`
        const pasted = first ? `${beside} ${text}` : `${text} ${beside}`
        expect(JSON.stringify(explainText(pasted, about))).not.toContain(hidden)
      }),
      { numRuns: 300 },
    )
  })
})

describe('any text at all', () => {
  it('is read to the end, however odd', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(Array.isArray(explainText(text, about))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    'a'.repeat(100_000),
    '"{('.repeat(33_000),
    'MCP server '.repeat(9_000),
    'client_secret '.repeat(7_000),
    'https://x.example/?a='.repeat(4_500),
    'error error: code: '.repeat(5_000),
  ])('of the largest size comes back at all (%#)', (text) => {
    expect(Array.isArray(explainText(text, about))).toBe(true)
  })
})
