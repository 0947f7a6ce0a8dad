/** The owner's list of clients, what is cleared away by itself, and what never is. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAudit } from '../../main/bridge/oauth/audit.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import {
  beginSignIn,
  chatgpt,
  followToClient,
  publicOrigin,
  refresh,
  register,
  signIn,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'
import { takeBackToFormat } from '../store/older-format.ts'

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
const redirect_uri = 'https://a.example/cb'

async function registered(client_name: string): Promise<string> {
  const answer = await register(host, { client_name, redirect_uris: [redirect_uri] })
  return String(answer.json()['client_id'])
}
const rowsOf = (model: string) =>
  host.store.statement('SELECT id FROM oidc WHERE model = ?').all(model).length

describe('the list', () => {
  it('shows who a client is, whom it speaks as and how many sign-ins are alive', async () => {
    await signIn(host, chatgpt)
    await signIn(host, chatgpt)
    expect(host.server.clients.list()).toMatchObject([
      {
        clientId: chatgpt.client_id,
        name: 'ChatGPT',
        vendor: 'chatgpt',
        provenVendor: 'chatgpt',
        registeredBy: 'known',
        redirectUris: [chatgpt.redirect_uri],
        participant: 'chatgpt',
        scopes: ['messages:read', 'messages:write', 'files:read', 'files:write'],
        grants: 2,
      },
    ])
  })

  it('says of the vendor whether more than the name of the client says so', async () => {
    const loopback = { client_name: 'Codex helper', redirect_uris: ['http://127.0.0.1:9/cb'] }
    await register(host, loopback)
    expect(host.server.clients.list()).toMatchObject([{ vendor: 'codex', provenVendor: 'other' }])
    const { access_token } = await signIn(host, chatgpt)
    expect(await host.server.verifyAccessToken(publicOrigin, access_token)).toMatchObject({
      token: { vendor: 'chatgpt', provenVendor: 'chatgpt' },
    })
  })

  it('finds clients by id or by a name that is theirs alone', async () => {
    const first = await registered('Twin')
    const id = await registered('Twin')
    const { clients } = host.server
    await expect(clients.revoke('Twin')).rejects.toMatchObject({
      code: 'ambiguous-client',
      message: expect.stringMatching(
        new RegExp(
          `Twin: ${first} \\(never used, added [^)]+\\), ${id} \\(never used, added [^)]+\\)\\.$`,
        ),
      ),
    })
    await expect(clients.revoke('Nobody')).rejects.toMatchObject({ code: 'unknown-client' })
    expect(await clients.revoke(id)).toMatchObject({ clientId: id })
    expect(await clients.revoke('twin')).toMatchObject({ name: 'Twin' })
  })

  it('lets nobody speak who was not approved', async () => {
    const id = await registered('New')
    const { clients } = host.server
    await expect(clients.assign(id, 'claude')).rejects.toMatchObject({ code: 'invalid-input' })
    await signIn(host, { client_id: id, redirect_uri })
    await expect(clients.assign(id, 'No Name')).rejects.toMatchObject({
      code: 'invalid-participant',
    })
    await expect(clients.assign(id, 'owner')).rejects.toMatchObject({ code: 'owner-reserved' })
    expect(await clients.assign(id, 'claude')).toMatchObject({
      participant: 'claude',
      participants: ['claude'],
    })
  })
})

describe('sign-ins from before a grant had a participant', () => {
  it('speak as their client did, after the migration', async () => {
    const { access_token } = await signIn(host, { ...chatgpt, participant: 'writer' })
    takeBackToFormat(host.store.db, 4)
    await host.restart()
    expect(await host.server.verifyAccessToken(publicOrigin, access_token)).toMatchObject({
      token: { participant: 'writer' },
    })
  })
})

describe('a revoked registration', () => {
  it('is gone: 401 invalid_client at the token endpoint, so that the client registers again', async () => {
    const client_id = await registered('Claude')
    const tokens = await signIn(host, { client_id, redirect_uri, participant: 'claude' })
    await host.server.clients.revoke(client_id)
    const answer = await refresh(host, client_id, tokens.refresh_token)
    expect(answer.status).toBe(401)
    expect(answer.json()).toMatchObject({ error: 'invalid_client' })
    expect(rowsOf('Grant') + rowsOf('RefreshToken')).toBe(0)
  })
})

describe('clearing away', () => {
  it('removes registrations nobody approved after a day, and never the others', async () => {
    const unused = await registered('Unused')
    const used = await registered('Used')
    await signIn(host, { client_id: used, redirect_uri, participant: 'used' })
    const { client } = await host.server.clients.add({
      name: 'By hand',
      redirectUris: [redirect_uri],
      secret: false,
    })
    later(400 * 86_400)
    await host.restart()
    const left = host.server.clients.list().map(({ clientId }) => clientId)
    expect(left).toContain(used)
    expect(left).toContain(client.clientId)
    expect(left).not.toContain(unused)
  })

  it('keeps an unapproved registration as long as a day', async () => {
    const id = await registered('Slow')
    later(23 * 3_600)
    await host.restart()
    expect(host.server.clients.list().map(({ clientId }) => clientId)).toEqual([id])
  })

  it('collects sign-ins that can never be used again, and keeps those that can', async () => {
    const abandoned = await beginSignIn(host, chatgpt)
    await host.server.approvals.approve(abandoned.number, 'chatgpt')
    await followToClient(abandoned)
    const tokens = await signIn(host, chatgpt)
    expect(host.server.clients.list()[0]?.grants).toBe(2)
    later(25 * 3_600)
    await host.restart()
    expect(host.server.clients.list()[0]?.grants).toBe(1)
    expect(rowsOf('Interaction') + rowsOf('AuthorizationCode')).toBe(0)
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(200)
  })
})

describe('the audit trail', () => {
  it('tells the story of a sign-in without any secret of it', async () => {
    const tokens = await signIn(host, chatgpt)
    await host.server.clients.revoke('ChatGPT')
    const { store } = host
    await store.write(() => undefined)
    const audit = createAudit({ store, clock: systemClock, log: silentLog })
    const story = audit.list().toReversed()
    expect(story.map(({ kind }) => kind)).toEqual([
      'key.created',
      'key.created',
      'approval.requested',
      'approval.approved',
      'sign-in.finished',
      'token.issued',
      'client.revoked',
    ])
    expect(story[2]).toMatchObject({
      clientId: chatgpt.client_id,
      detail: { origin: publicOrigin.url },
    })
    const all = JSON.stringify(story)
    for (const secret of [tokens.access_token, tokens.refresh_token, tokens.code]) {
      expect(all).not.toContain(secret)
    }
  })

  it('keeps what was decided however much strangers cause', async () => {
    await signIn(host, chatgpt)
    const { store } = host
    const audit = createAudit({ store, clock: systemClock, log: silentLog })
    for (let count = 0; count < 50; count++) audit.record('approval.requested', `x${count}`)
    await audit.prune(10)
    const kinds = audit.list(1_000).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'approval.requested')).toHaveLength(10)
    expect(kinds).toEqual(expect.arrayContaining(['approval.approved', 'sign-in.finished']))
    await audit.prune(2)
    expect(audit.list()).toHaveLength(4)
  })
})
