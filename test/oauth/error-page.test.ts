/** The page a browser shows for an error: its words, with commands set apart and nothing unescaped. */
import { expect, it } from 'vitest'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { errorPage } from '../../main/bridge/oauth/pages/error-page.ts'

it('shows what stands in ticks as code', () => {
  const { html } = errorPage(new BridgeError('unknown-origin', { host: 'x.example' })).body
  expect(html).toContain('Use the address that <code>drawbridge url</code> prints.')
  expect(html).not.toContain('`')
})

it('escapes what a stranger put into the words, inside ticks and outside', () => {
  const subject = '`<img src=x>'
  const { html } = errorPage(new BridgeError('upstream-stranger', { subject })).body
  expect(html).not.toContain('<img')
  expect(html).toContain('&lt;img')
})
