/** The whole sign-in, from metadata to a checked access token, for every kind of client. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  chatgpt,
  publicOrigin,
  register,
  signIn,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'

let host: OauthHost
beforeAll(async () => {
  host = await startOauthHost()
})
afterAll(() => host.stop())

describe('a sign-in from /authorize to a checked token', () => {
  it('lets a known vendor in without any network', async () => {
    const tokens = await signIn(host, chatgpt)
    const check = await host.server.verifyAccessToken(publicOrigin, tokens.access_token)
    expect(check).toMatchObject({
      ok: true,
      token: { clientId: chatgpt.client_id, participant: 'chatgpt', vendor: 'chatgpt' },
    })
  })

  it('lets a registered public client in (RFC 7591)', async () => {
    const registered = await register(host, {
      client_name: 'Gemini CLI MCP Client',
      redirect_uris: ['http://localhost:7777/oauth/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    })
    expect(registered.status).toBe(201)
    const tokens = await signIn(host, {
      client_id: String(registered.json()['client_id']),
      redirect_uri: 'http://localhost:8888/oauth/callback',
      origin: host.loopback,
      participant: 'gemini',
    })
    const check = await host.server.verifyAccessToken(host.loopback, tokens.access_token)
    expect(check).toMatchObject({ ok: true, token: { participant: 'gemini' } })
  })
})
