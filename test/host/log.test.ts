/** What a host writes into its log. */
import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { lineLog } from '../../main/host/log.ts'

function written(fields: Record<string, unknown>): string {
  const lines: string[] = []
  lineLog((line) => lines.push(line), false).error('a.thing-failed', fields)
  expect(lines).toHaveLength(1)
  return lines.join()
}

test('a token in the words of an error is left out', () => {
  const token = randomBytes(32).toString('base64url')
  const line = written({
    error: `Error: the server said: invalid refresh_token=${token}, try again`,
  })
  expect(line).toContain('invalid refresh_token=*****, try again')
  expect(line).not.toContain(token)
})

test('of a JWT nothing is left that could be used (RFC 7519 section 3)', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = part({ alg: 'RS256', typ: 'at+jwt', kid: 'a-key' })
  const claims = part({ iss: 'https://bridge.example', sub: 'owner' })
  const signature = randomBytes(256).toString('base64url')
  const line = written({ error: `token ${header}.${claims}.${signature}` })
  for (const secret of [header, claims, signature]) expect(line).not.toContain(secret)
})

test('names, addresses, paths and ids stay', () => {
  const fields = {
    id: randomUUID(),
    path: '/home/anna/.local/share/Drawbridge/a folder/bridge.db',
    url: 'https://parent-consist-sheriff-walls.trycloudflare.com/mcp',
    code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  }
  expect(written(fields)).toContain(JSON.stringify(fields))
})

test('signs that would steer a terminal are shown as unknown', () => {
  expect(written({ name: 'a\u009b31m' })).toContain('a\uFFFD31m')
})
