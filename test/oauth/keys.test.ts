/** Signing keys: where they are, how they rotate, what happens when they are gone. */
import { decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeKeyPair } from '../../main/bridge/oauth/tokens/make-key-pair.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { createAudit } from '../../main/bridge/oauth/audit.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import {
  beginSignIn,
  chatgpt,
  followToClient,
  memorySecrets,
  publicOrigin,
  refresh,
  signIn,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'

let host: OauthHost
let secretValues: Map<string, string>
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  secretValues = new Map()
  host = await startOauthHost({ secrets: memorySecrets(secretValues), makeKeyPair })
})
afterEach(async () => {
  await host.stop()
  vi.useRealTimers()
})

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000)
const inState = (state: string) => host.server.keys.list().filter((key) => key.state === state)
const publishedKids = async () => {
  const answer = await host.browser().get(`${publicOrigin.url}/.well-known/jwks.json`)
  return (answer.json() as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
}
const verify = async (token: string) => host.server.verifyAccessToken(publicOrigin, token)

describe('where the keys are', () => {
  it('private parts in the secret store, short single lines; nothing in the database', async () => {
    const signing = [...secretValues].filter(([name]) => name.startsWith('signing-key-'))
    expect(signing).toHaveLength(2)
    const rows = JSON.stringify(host.store.statement('SELECT * FROM signing_keys').all())
    for (const [, value] of secretValues) {
      expect(value).toMatch(/^[\w+/=-]+$/)
      expect(value.length).toBeLessThan(2_560)
      expect(rows).not.toContain(value)
    }
    expect(rows).not.toContain('\\"d\\"')
  })

  it('are the same after a restart', async () => {
    const before = host.server.keys.list()
    await host.restart()
    expect(host.server.keys.list()).toEqual(before)
  })
})

describe('rotation on demand', () => {
  it('uses the key that was announced, and old tokens stay good until they expire', async () => {
    const [announced] = inState('next')
    const tokens = await signIn(host, chatgpt)
    const [old] = inState('current')
    expect(decodeProtectedHeader(tokens.access_token).kid).toBe(old?.kid)

    await host.server.keys.rotate()
    expect(inState('current')[0]?.kid).toBe(announced?.kid)
    expect(inState('retired')[0]?.kid).toBe(old?.kid)
    expect(secretValues.has(`signing-key-${old?.kid}`)).toBe(false)
    expect(await publishedKids()).toEqual(
      expect.arrayContaining(host.server.keys.list().map(({ kid }) => kid)),
    )

    expect(await verify(tokens.access_token)).toMatchObject({ ok: true })
    const refreshed = await refresh(host, chatgpt.client_id, tokens.refresh_token)
    const token = String(refreshed.json()['access_token'])
    expect(decodeProtectedHeader(token).kid).toBe(announced?.kid)
    expect(await verify(token)).toMatchObject({ ok: true })
  })

  it('does not disturb a sign-in under way', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    await host.server.keys.rotate()
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    await host.server.keys.rotate()
    expect((await followToClient(waiting)).searchParams.get('code')).toBeTruthy()
  })

  it('asked for twice at once happens twice, one after the other', async () => {
    await Promise.all([host.server.keys.rotate(), host.server.keys.rotate()])
    expect(inState('current')).toHaveLength(1)
    expect(inState('next')).toHaveLength(1)
    expect(inState('retired')).toHaveLength(2)
    expect(await verify((await signIn(host, chatgpt)).access_token)).toMatchObject({ ok: true })
  })

  it('is announced', async () => {
    const events: string[] = []
    host.server.onEvent(({ type }) => events.push(type))
    await host.server.keys.rotate()
    expect(events).toContain('keys')
  })
})

describe('rotation by age', () => {
  it('happens after ninety days, and the retired key goes when its last token has expired', async () => {
    const [old] = inState('current')
    later(91 * 86_400)
    await host.restart()
    expect(inState('retired')[0]?.kid).toBe(old?.kid)
    expect(inState('current')[0]?.kid).not.toBe(old?.kid)
    later(2 * 86_400)
    await host.restart()
    expect(inState('retired')).toEqual([])
    expect(await publishedKids()).not.toContain(old?.kid)
  })
})

describe('when the secrets are gone', () => {
  it('makes new keys, keeps old tokens good, and says so', async () => {
    const tokens = await signIn(host, chatgpt)
    secretValues.clear()
    await host.restart()
    expect(inState('current')).toHaveLength(1)
    expect(inState('next')).toHaveLength(1)
    expect(inState('retired')).toHaveLength(2)
    expect(host.logged.map(({ event }) => event)).toContain('keys.lost')
    const { store } = host
    await store.write(() => undefined)
    const audit = createAudit({ store, clock: systemClock, log: silentLog })
    expect(audit.list().map(({ kind }) => kind)).toContain('key.lost')
    expect(await verify(tokens.access_token)).toMatchObject({ ok: true })
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(200)
  })

  it('does not start over when the keychain is only locked', async () => {
    const before = host.server.keys.list()
    const locked = { ...memorySecrets(secretValues), get: () => refuse() }
    const refuse = () => Promise.reject(new BridgeError('keychain-locked'))
    await expect(startOauthHost({ secrets: locked })).rejects.toMatchObject({
      code: 'keychain-locked',
    })
    await host.restart()
    expect(host.server.keys.list()).toEqual(before)
  })

  it('ignores a stored key that does not belong to the published one', async () => {
    const [current] = inState('current')
    const [next] = inState('next')
    const other = secretValues.get(`signing-key-${next?.kid}`) ?? ''
    secretValues.set(`signing-key-${current?.kid}`, other)
    await host.restart()
    expect(inState('current')[0]?.kid).toBe(next?.kid)
    expect(await verify((await signIn(host, chatgpt)).access_token)).toMatchObject({ ok: true })
  })
})
