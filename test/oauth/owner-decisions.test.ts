/** What the owner decides about a client after, or while, letting it in: fewer scopes, another name. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allScopes } from '../../main/bridge/mcp/caller.ts'
import {
  askToken,
  beginSignIn,
  chatgpt,
  followToClient,
  publicOrigin,
  refresh,
  signIn,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'

let host: OauthHost
beforeEach(async () => {
  host = await startOauthHost()
})
afterEach(() => host.stop())

async function scopesOf(token: string): Promise<string[]> {
  const check = await host.server.verifyAccessToken(publicOrigin, token)
  if (!check.ok) throw new Error(check.reason)
  return [...check.token.scopes]
}
const id = chatgpt.client_id

describe('approving with fewer scopes than were asked for', () => {
  it('gives the grant only these, and says so in the token answer (RFC 6749 §5.1)', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const approved = await host.server.approvals.approve(waiting.number, 'chatgpt', [
      'messages:read',
    ])
    expect(approved.scopes).toEqual(['messages:read'])
    const code = (await followToClient(waiting)).searchParams.get('code') ?? ''
    const answer = await askToken(host, publicOrigin, {
      grant_type: 'authorization_code',
      client_id: id,
      redirect_uri: chatgpt.redirect_uri,
      code,
      code_verifier: waiting.verifier,
    })
    const tokens = answer.json()
    expect(tokens).toMatchObject({ scope: 'messages:read' })
    expect(await scopesOf(String(tokens['access_token']))).toEqual(['messages:read'])
    const again = (await refresh(host, id, String(tokens['refresh_token']))).json()
    expect(await scopesOf(String(again['access_token']))).toEqual(['messages:read'])
  })

  it.each([
    ['none', []],
    ['one it did not ask for', ['messages:read', 'files:write']],
  ])('refuses %s, and goes on waiting', async (_what, scopes) => {
    const params = { scope: 'messages:read messages:write' }
    const { number } = await beginSignIn(host, { ...chatgpt, params })
    const { approvals } = host.server
    await expect(approvals.approve(number, 'chatgpt', scopes)).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(approvals.list()).toMatchObject([
      { number, scopes: ['messages:read', 'messages:write'] },
    ])
  })
})

describe('narrowing a client', () => {
  it('counts on the next request, for tokens it has already', async () => {
    const { access_token } = await signIn(host, chatgpt)
    expect(await scopesOf(access_token)).toEqual(allScopes)
    const narrowed = await host.server.clients.narrow(id, ['messages:read', 'files:read'])
    expect(narrowed.scopes).toEqual(['messages:read', 'files:read'])
    expect(await scopesOf(access_token)).toEqual(['messages:read', 'files:read'])
  })

  it('survives a refresh and a restart', async () => {
    const { access_token, refresh_token } = await signIn(host, chatgpt)
    await host.server.clients.narrow(id, ['messages:read'])
    const refreshed = (await refresh(host, id, refresh_token)).json()
    expect(refreshed['scope']).toBe('messages:read')
    expect(await scopesOf(String(refreshed['access_token']))).toEqual(['messages:read'])
    await host.restart()
    expect(await scopesOf(access_token)).toEqual(['messages:read'])
    expect(host.server.clients.list()).toMatchObject([{ scopes: ['messages:read'] }])
  })

  it('never widens: what was taken away does not come back by narrowing to more', async () => {
    const { access_token } = await signIn(host, chatgpt)
    const { clients } = host.server
    await clients.narrow(id, ['messages:read', 'messages:write'])
    await clients.narrow(id, ['messages:read', 'files:write'])
    expect(await scopesOf(access_token)).toEqual(['messages:read'])
    await expect(clients.narrow(id, ['files:write'])).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(await scopesOf(access_token)).toEqual(['messages:read'])
  })

  it('is told by introspection (RFC 7662 §2.2)', async () => {
    const { access_token } = await signIn(host, chatgpt)
    await host.server.clients.narrow(id, ['files:read'])
    const answer = await host.browser().go(`${publicOrigin.url}/oauth2/introspect`, {
      form: { client_id: id, token: access_token },
      headers: { accept: '*/*' },
    })
    expect(answer.json()).toMatchObject({ active: true, scope: 'files:read' })
  })

  it('reaches every sign-in of a client id that people share', async () => {
    const first = await signIn(host, chatgpt)
    const waiting = await beginSignIn(host, chatgpt)
    await host.server.approvals.approve(waiting.number, 'chatgpt', ['messages:read'])
    await followToClient(waiting)
    // What any of them may do, not only the newest.
    expect(host.server.clients.list()).toMatchObject([{ grants: 2, scopes: allScopes }])
    const narrowed = await host.server.clients.narrow(id, ['messages:read', 'files:read'])
    expect(narrowed.scopes).toEqual(['messages:read', 'files:read'])
    expect(await scopesOf(first.access_token)).toEqual(['messages:read', 'files:read'])
  })

  it('leaves a sign-in that is approved afterwards what the owner allows it', async () => {
    const first = await signIn(host, chatgpt)
    await host.server.clients.narrow(id, ['messages:read'])
    const second = await signIn(host, chatgpt)
    expect(await scopesOf(first.access_token)).toEqual(['messages:read'])
    expect(await scopesOf(second.access_token)).toEqual(allScopes)
  })
})

describe('what a client reads of the conversation', () => {
  async function readsOf(token: string): Promise<string> {
    const check = await host.server.verifyAccessToken(publicOrigin, token)
    if (!check.ok) throw new Error(check.reason)
    return check.token.reads
  }

  it('is its own until the owner says otherwise', async () => {
    const { access_token } = await signIn(host, chatgpt)
    expect(await readsOf(access_token)).toBe('own')
    expect(host.server.clients.list()).toMatchObject([{ reads: 'own' }])
  })

  it('is what the owner chooses at approval', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    expect(host.server.approvals.list()).toMatchObject([{ reads: 'own' }])
    await host.server.approvals.approve(waiting.number, 'chatgpt', undefined, 'whole')
    await followToClient(waiting)
    expect(host.server.clients.list()).toMatchObject([{ reads: 'whole' }])
  })

  it('changes on the next request, for tokens it has already, and survives a restart', async () => {
    const { access_token } = await signIn(host, chatgpt)
    expect(await host.server.clients.setReads(id, 'whole')).toMatchObject({ reads: 'whole' })
    expect(await readsOf(access_token)).toBe('whole')
    await host.restart()
    expect(await readsOf(access_token)).toBe('whole')
    await host.server.clients.setReads(id, 'own')
    expect(await readsOf(access_token)).toBe('own')
  })

  it('stays when it signs in again as the same, and not when as somebody else', async () => {
    await signIn(host, chatgpt)
    await host.server.clients.setReads(id, 'whole')
    const again = await signIn(host, chatgpt)
    expect(await readsOf(again.access_token)).toBe('whole')
    const other = await signIn(host, { ...chatgpt, participant: 'research' })
    expect(await readsOf(other.access_token)).toBe('own')
    expect(await readsOf(again.access_token)).toBe('whole')
  })

  it('cannot be decided for a client that was never let in', async () => {
    await beginSignIn(host, chatgpt)
    const { client } = await host.server.clients.add({
      name: 'Editor',
      redirectUris: [],
      secret: false,
    })
    await expect(host.server.clients.setReads(client.clientId, 'whole')).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })
})

describe('renaming a client', () => {
  it('shows the owner’s name everywhere, keeps its own, and goes back to it', async () => {
    const { access_token } = await signIn(host, chatgpt)
    const { clients } = host.server
    expect(await clients.rename(id, 'Work ChatGPT')).toMatchObject({
      name: 'Work ChatGPT',
      ownName: 'ChatGPT',
    })
    expect(await host.server.verifyAccessToken(publicOrigin, access_token)).toMatchObject({
      token: { clientName: 'Work ChatGPT' },
    })
    // Signing in again, and starting again, do not take the owner's name away.
    await signIn(host, chatgpt)
    await host.restart()
    expect(host.server.clients.list()).toMatchObject([{ name: 'Work ChatGPT' }])
    expect(await host.server.clients.rename('work chatgpt', '')).toMatchObject({
      name: 'ChatGPT',
      ownName: null,
    })
  })

  it('takes nothing that could move a cursor or hide', async () => {
    await signIn(host, chatgpt)
    const { name } = await host.server.clients.rename(id, 'a\u202Eb\u001B[2J\nc')
    expect(name).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})

it('the list counts the refresh tokens that can still be used', async () => {
  const { refresh_token } = await signIn(host, chatgpt)
  const tokens = () => host.server.clients.list().map((client) => client.tokens)
  expect(tokens()).toEqual([1])
  await refresh(host, id, refresh_token)
  expect(tokens()).toEqual([1])
  await signIn(host, chatgpt)
  expect(tokens()).toEqual([2])
  expect(await host.server.clients.revoke(id)).toMatchObject({ tokens: 0 })
})
