/** The name a client gives itself proves no company. */
import { expect, it } from 'vitest'
import { provenVendor } from '../../main/bridge/oauth/clients/proven-vendor.ts'
import { guessVendor } from '../../main/bridge/vendors/guess.ts'

const of = (
  registeredBy: 'cimd' | 'registered' | 'manual',
  clientId: string,
  name: string,
  redirects: string[],
) =>
  provenVendor({
    clientId,
    registeredBy,
    vendor: guessVendor(name, redirects),
    document: { client_id: clientId, client_name: name, redirect_uris: redirects },
  })

it('takes no word for it of a client that registered itself and comes back to this computer', () => {
  expect(of('registered', 'x', 'Codex helper', ['http://127.0.0.1/cb'])).toBe('other')
  const beside = ['http://localhost:33418/', 'https://vscode.dev/redirect']
  expect(of('registered', 'x', 'Visual Studio Code', beside)).toBe('other')
  expect(of('cimd', 'https://evil.example/c.json', 'Claude', ['http://localhost/cb'])).toBe('other')
})

it('knows a vendor by its document, by addresses that are all its own, and by the owner', () => {
  const codex = 'https://chatgpt.com/oauth/codex/client.json'
  expect(of('cimd', codex, 'x', ['http://localhost/callback'])).toBe('codex')
  expect(of('cimd', 'https://claude.ai/other.json', 'x', ['http://localhost/cb'])).toBe('claude')
  expect(of('registered', 'x', 'x', ['https://claude.ai/api/mcp/auth_callback'])).toBe('claude')
  expect(of('registered', 'x', 'x', ['https://evil.example/', 'https://claude.ai/cb'])).toBe(
    'other',
  )
  expect(of('manual', 'x', 'Codex', ['http://127.0.0.1/cb'])).toBe('codex')
})
