/** The life of tokens: refresh, reuse, introspection (RFC 7662), revocation (RFC 7009), the check. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../fakes/browser.ts'
import {
  chatgpt,
  otherOrigin,
  publicOrigin,
  refresh,
  register,
  signIn,
  startOauthHost,
  type OauthHost,
  type Tokens,
} from '../fakes/oauth-host.ts'

let host: OauthHost
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  host = await startOauthHost()
})
afterEach(async () => {
  await host.stop()
  vi.useRealTimers()
})

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000)
const verify = (token: string, origin = publicOrigin) =>
  host.server.verifyAccessToken(origin, token)
const tokensOf = (answer: Answer) => answer.json() as unknown as Tokens

async function ask(path: string, form: Record<string, string>, headers = {}): Promise<Answer> {
  const url = `${publicOrigin.url}/oauth2/${path}`
  return host.browser().go(url, { form, headers: { accept: 'application/json', ...headers } })
}
const introspect = (token: string, client_id = chatgpt.client_id) =>
  ask('introspect', { token, client_id })

describe('refreshing (RFC 6749 §6, RFC 9700 §4.14)', () => {
  it('rotates, with and without resource', async () => {
    const first = await signIn(host, chatgpt)
    const second = await refresh(host, chatgpt.client_id, first.refresh_token)
    expect(second.status).toBe(200)
    expect(tokensOf(second).refresh_token).not.toBe(first.refresh_token)
    const third = await ask('token', {
      grant_type: 'refresh_token',
      client_id: chatgpt.client_id,
      refresh_token: tokensOf(second).refresh_token,
      resource: 'https://bridge.example',
      scope: 'messages:read',
    })
    expect(third.status).toBe(200)
    expect(tokensOf(third).scope).toBe('messages:read')
    expect(await verify(tokensOf(third).access_token)).toMatchObject({ ok: true })
  })

  it('goes on for months, as long as it happens', async () => {
    let tokens: Tokens = await signIn(host, chatgpt)
    for (let month = 0; month < 12; month++) {
      later(30 * 86_400)
      tokens = tokensOf(await refresh(host, chatgpt.client_id, tokens.refresh_token))
      expect(tokens.access_token).toBeTruthy()
    }
    expect(await verify(tokens.access_token)).toMatchObject({ ok: true })
  })

  it('ends after sixty days without use', async () => {
    const tokens = await signIn(host, chatgpt)
    later(61 * 86_400)
    const answer = await refresh(host, chatgpt.client_id, tokens.refresh_token)
    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' })
  })

  it('answers fifty parallel refreshes of one token, and the family lives on', async () => {
    const tokens = await signIn(host, chatgpt)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refresh(host, chatgpt.client_id, tokens.refresh_token)),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const last = tokensOf(answers[49] as Answer)
    expect(await verify(last.access_token)).toMatchObject({ ok: true })
    expect((await refresh(host, chatgpt.client_id, last.refresh_token)).status).toBe(200)
  })

  it('tolerates a retry within the grace, counted from the first use', async () => {
    const first = await signIn(host, chatgpt)
    const second = tokensOf(await refresh(host, chatgpt.client_id, first.refresh_token))
    later(60)
    expect((await refresh(host, chatgpt.client_id, first.refresh_token)).status).toBe(200)
    later(60)
    // 120 s after the first use, though only 60 s after the last: it does not slide.
    expect((await refresh(host, chatgpt.client_id, first.refresh_token)).json()).toMatchObject({
      error: 'invalid_grant',
    })
    expect((await refresh(host, chatgpt.client_id, second.refresh_token)).status).toBe(400)
    expect(await verify(second.access_token)).toMatchObject({ ok: false, reason: 'revoked' })
  })

  it('does not stretch the grace when the clock is set back behind the first use', async () => {
    const first = await signIn(host, chatgpt)
    await refresh(host, chatgpt.client_id, first.refresh_token)
    later(-3_600)
    expect((await refresh(host, chatgpt.client_id, first.refresh_token)).json()).toMatchObject({
      error: 'invalid_grant',
    })
    later(3_600)
  })
})

describe('introspection (RFC 7662)', () => {
  it('describes access and refresh tokens to their own client', async () => {
    const tokens = await signIn(host, chatgpt)
    const access = await introspect(tokens.access_token)
    expect(access.json()).toMatchObject({
      active: true,
      client_id: chatgpt.client_id,
      iss: publicOrigin.url,
      aud: 'https://bridge.example/mcp',
      scope: tokens.scope,
      token_type: 'Bearer',
    })
    expect(access.json()).not.toHaveProperty('gid')
    expect((await introspect(tokens.refresh_token)).json()).toMatchObject({ active: true })
  })

  it('says nothing to another client', async () => {
    const tokens = await signIn(host, chatgpt)
    const other = 'https://claude.ai/oauth/mcp-oauth-client-metadata'
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      expect((await introspect(token, other)).json()).toEqual({ active: false })
    }
  })

  it('needs the secret of a confidential client (§2.1)', async () => {
    const redirect_uri = 'https://app.example/cb'
    const answer = await register(host, {
      redirect_uris: [redirect_uri],
      token_endpoint_auth_method: 'client_secret_basic',
    })
    const client_id = String(answer.json()['client_id'])
    const secret = String(answer.json()['client_secret'])
    const waiting = await signIn(host, { client_id, client_secret: secret, redirect_uri })
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`${client_id}:${password}`).toString('base64')}`,
    })
    const token = waiting.access_token
    expect((await ask('introspect', { token }, basic(secret))).json()).toMatchObject({
      active: true,
    })
    const guessed = await ask('introspect', { token }, basic('wrong'))
    expect(guessed.status).toBe(401)
    expect(guessed.json()).not.toHaveProperty('active')
    expect((await ask('revoke', { token }, basic('wrong'))).status).toBe(401)
    expect(await verify(token)).toMatchObject({ ok: true })
    expect((await introspect(token, client_id)).status).toBe(401)
  })

  it('is inactive for expired, foreign and meaningless tokens', async () => {
    const tokens = await signIn(host, chatgpt)
    const elsewhere = await signIn(host, { ...chatgpt, origin: otherOrigin })
    expect((await introspect(elsewhere.access_token)).json()).toEqual({ active: false })
    expect((await introspect('nonsense')).json()).toEqual({ active: false })
    later(86_401)
    expect((await introspect(tokens.access_token)).json()).toEqual({ active: false })
  })
})

describe('revocation (RFC 7009)', () => {
  it('of an access token counts at once, everywhere, also after a restart', async () => {
    const tokens = await signIn(host, chatgpt)
    expect(await verify(tokens.access_token)).toMatchObject({ ok: true })
    const answer = await ask('revoke', {
      token: tokens.access_token,
      client_id: chatgpt.client_id,
    })
    expect(answer.status).toBe(200)
    expect(verify(tokens.access_token)).toMatchObject({ ok: false, reason: 'revoked' })
    expect((await introspect(tokens.access_token)).json()).toEqual({ active: false })
    await host.restart()
    expect(await verify(tokens.access_token)).toMatchObject({ ok: false, reason: 'revoked' })
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(200)
  })

  it('of a refresh token ends the sign-in with its access tokens', async () => {
    const tokens = await signIn(host, chatgpt)
    expect(await verify(tokens.access_token)).toMatchObject({ ok: true })
    await ask('revoke', { token: tokens.refresh_token, client_id: chatgpt.client_id })
    expect(verify(tokens.access_token)).toMatchObject({ ok: false, reason: 'revoked' })
    expect((await introspect(tokens.access_token)).json()).toEqual({ active: false })
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(400)
  })

  it('does nothing for another client, and answers 200 for the unknown (§2.2)', async () => {
    const tokens = await signIn(host, chatgpt)
    const client_id = 'https://claude.ai/oauth/mcp-oauth-client-metadata'
    for (const token of [tokens.access_token, tokens.refresh_token, 'unknown']) {
      expect((await ask('revoke', { token, client_id })).status).toBe(200)
    }
    expect(await verify(tokens.access_token)).toMatchObject({ ok: true })
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(200)
  })
})

describe('the end of a sign-in', () => {
  it('is announced, so that streams already open are looked at again', async () => {
    const tokens = await signIn(host, chatgpt)
    const goodAtEvent: boolean[] = []
    await verify(tokens.access_token)
    host.server.onEvent(({ type }) => {
      const check = verify(tokens.access_token)
      if (type === 'clients') goodAtEvent.push(!(check instanceof Promise) && check.ok)
    })
    await ask('revoke', { token: tokens.refresh_token, client_id: chatgpt.client_id })
    expect(goodAtEvent).toEqual([false])
  })
})

describe('the check at /mcp', () => {
  it('answers without a promise once a token has been seen', async () => {
    const tokens = await signIn(host, chatgpt)
    expect(verify(tokens.access_token)).toBeInstanceOf(Promise)
    await verify(tokens.access_token)
    expect(verify(tokens.access_token)).toMatchObject({ ok: true })
  })

  it('follows a new assignment and a revocation at once', async () => {
    const tokens = await signIn(host, chatgpt)
    await verify(tokens.access_token)
    await host.server.clients.assign(chatgpt.client_id, 'claude')
    expect(verify(tokens.access_token)).toMatchObject({
      ok: true,
      token: { participant: 'claude' },
    })
    const revoked = host.server.clients.revoke('ChatGPT')
    expect(verify(tokens.access_token)).toMatchObject({ ok: false, reason: 'revoked' })
    await revoked
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(400)
  })

  it('lets nobody in for a sign-in that speaks as nobody, though its client is approved', async () => {
    const tokens = await signIn(host, chatgpt)
    host.store.db.exec('DELETE FROM grant_participants')
    await host.restart()
    expect(await verify(tokens.access_token)).toMatchObject({ ok: false, reason: 'revoked' })
  })

  it('ends with the token', async () => {
    const tokens = await signIn(host, chatgpt)
    await verify(tokens.access_token)
    later(86_400)
    expect(verify(tokens.access_token)).toMatchObject({ ok: false, reason: 'expired' })
    expect(await verify(tokens.access_token)).toMatchObject({ ok: false, reason: 'expired' })
  })

  it('holds for one origin only', async () => {
    const tokens = await signIn(host, chatgpt)
    await verify(tokens.access_token)
    const reason = 'it was made for another address'
    expect(await verify(tokens.access_token, otherOrigin)).toMatchObject({ ok: false, reason })
    expect(await verify(tokens.access_token, host.loopback)).toMatchObject({ ok: false, reason })
  })

  it('outlives a restart', async () => {
    const tokens = await signIn(host, chatgpt)
    await host.restart()
    expect(await verify(tokens.access_token)).toMatchObject({
      ok: true,
      token: { participant: 'chatgpt', clientName: 'ChatGPT' },
    })
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(200)
  })

  it('remembers the use of a client without writing at every request', async () => {
    const tokens = await signIn(host, chatgpt)
    // The audit entry of the sign-in is written with the next commit.
    await host.store.write(() => undefined)
    const before = host.store.statement('SELECT total_changes() AS n').get()
    for (let count = 0; count < 5; count++) await verify(tokens.access_token)
    expect(host.store.statement('SELECT total_changes() AS n').get()).toEqual(before)
    expect(host.server.clients.list()[0]?.lastUsedAt).toBe(new Date().toISOString())
    await host.restart()
    expect(host.server.clients.list()[0]?.lastUsedAt).not.toBeNull()
  })

  it('announces the first use of a client, after which it counts as connected, and no other', async () => {
    const tokens = await signIn(host, chatgpt)
    const seen: (string | null | undefined)[] = []
    host.server.onEvent(({ type }) => {
      if (type === 'clients') seen.push(host.server.clients.list()[0]?.lastUsedAt)
    })
    for (let count = 0; count < 3; count++) await verify(tokens.access_token)
    expect(seen).toEqual([new Date().toISOString()])
  })
})
