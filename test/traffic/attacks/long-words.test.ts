/**
 * Requests of strangers are looked through as they end, so looking must not cost the square of their
 * length. These texts are thirty times as long as any that is kept: what is linear is through at once,
 * and what is not would take minutes and run into the limit of the test.
 */
import { expect, it } from 'vitest'
import { redactBody } from '../../../main/bridge/traffic/redact-body.ts'
import { redactUrl } from '../../../main/bridge/traffic/redact-fields.ts'

const length = 500_000
const repeated = (piece: string): string => piece.repeat(length / piece.length)

it.each([
  ['names without a value', 'a:'],
  ['names with an empty value', 'a='],
  ['schemes without end', 'a.'],
  ['addresses in addresses', 'a://a:'],
  ['broken quotes', `a:'`],
  ['one long word', 'x'],
])('%s are looked through without being hidden', (_what, piece) => {
  const text = repeated(piece)
  expect(redactUrl(`/${text}`)).toHaveLength(text.length + 1)
  expect(redactBody(`${text} `, true)).toHaveLength(text.length + 1)
  // The end of what was cut may be the beginning of a secret.
  expect(redactBody(`${text} x`, true)).toHaveLength(text.length + 1)
})

it('a password in an address is hidden however long what stands before it is', () => {
  const address = 'postgres://me:hunter2hunter2@db.example/'
  expect(redactUrl(`/${repeated('a.')} ${address}`)).not.toContain('hunter2')
})
