/** The one-time token: decoded first, refused in exact words, in memory only, forgotten at the end. */
import { describe, expect, it } from 'vitest'
import { startFakeAuth0 } from '../../fakes/auth0/fake-auth0.ts'
import { readManagementToken } from '../../../main/bridge/identity/management/token.ts'
import { changesIn, startGuideWorld } from '../guide-world.ts'

const encode = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`
const good = { aud: 'https://t.eu.auth0.com/api/v2/', exp: 2_000_000_000, scope: 'a b' }

describe('reading a token', () => {
  it('says for which tenant, until when, and what it may do', () => {
    const token = readManagementToken(`Bearer ${encode(good)} `, 0)
    expect(token).toMatchObject({
      domain: 't.eu.auth0.com',
      apiUrl: good.aud,
      expiresAt: good.exp * 1000,
      scopes: ['a', 'b'],
    })
  })

  it('finds the Management API among several audiences', () => {
    const aud = ['https://t.eu.auth0.com/userinfo', good.aud]
    expect(readManagementToken(encode({ ...good, aud }), 0).apiUrl).toBe(good.aud)
  })

  it.each([
    ['cut off', encode(good).slice(0, 30), 'three parts|damaged'],
    ['an opaque one', 'abcdefghijklmnop', 'three parts'],
    ['encrypted', 'a.b.c.d.e', 'encrypted'],
    ['two lines', `${encode(good)}\nand more`, 'characters'],
    ['for another API', encode({ ...good, aud: 'https://shop.example' }), 'shop.example'],
    ['without an end', encode({ aud: good.aud }), 'until when'],
  ])('refuses one that is %s', (_what, pasted, reason) => {
    expect(() => readManagementToken(pasted, 0)).toThrow(
      expect.objectContaining({
        code: 'auth0-token-unreadable',
        message: expect.stringMatching(reason) as string,
      }),
    )
  })

  it('refuses one that has expired, and says when it did', () => {
    expect(() => readManagementToken(encode({ ...good, exp: 1_000 }), 2_000_000)).toThrow(
      expect.objectContaining({
        code: 'auth0-token-expired',
        message: expect.stringContaining('1970-01-01T00:16:40.000Z') as string,
      }),
    )
  })
})

describe('a token in hand', () => {
  it('is shown without its value, and gone when it is forgotten', async () => {
    const at = await startGuideWorld()
    const token = await at.auth0.token()
    const shown = await at.invoke('identity.token', { token })
    expect(shown.token).toMatchObject({ domain: at.auth0.host })
    expect(JSON.stringify(shown)).not.toContain(token)
    expect((await at.invoke('identity.forget-token')).token).toBeNull()
    await expect(at.invoke('identity.plan')).rejects.toMatchObject({ code: 'auth0-token-needed' })
  })

  it('is forgotten at the end of an apply, also of one that fails', async () => {
    const at = await startGuideWorld()
    await at.invoke('identity.token', { token: await at.auth0.token() })
    at.auth0.tenant.behaviour.down = true
    await expect(at.invoke('identity.apply')).rejects.toMatchObject({
      code: 'upstream-server-error',
    })
    expect((await at.invoke('identity.status')).token).toBeNull()
  })

  it('is gone once it has expired', async () => {
    const at = await startGuideWorld()
    await at.invoke('identity.token', { token: await at.auth0.token(undefined, 1) })
    await expect(at.invoke('identity.apply', { keep: true })).rejects.toMatchObject({
      // Two requests take the second it had left.
      code: expect.stringMatching(/^auth0-token-(?:needed|refused)$/) as string,
    })
    expect((await at.invoke('identity.status')).token).toBeNull()
  })

  it('is refused for another tenant, by both names', async () => {
    const at = await startGuideWorld()
    const other = await startFakeAuth0({ clock: { now: at.now } })
    await at.invoke('identity.save', { provider: 'auth0', domain: at.auth0.origin })
    const refused = at.invoke('identity.token', { token: await other.token() })
    await expect(refused).rejects.toMatchObject({
      code: 'auth0-token-wrong-domain',
      message: `The management token is for ${other.host}, not for ${at.auth0.host}.`,
    })
    expect((await at.invoke('identity.status')).token).toBeNull()
    await other.stop()
  })

  it('of the canonical domain is good for the custom domain of the same tenant', async () => {
    const at = await startGuideWorld()
    await at.invoke('identity.save', { provider: 'auth0', domain: at.auth0.custom.origin })
    await at.invoke('identity.token', { token: await at.auth0.token() })
    const report = await at.invoke('identity.apply')
    expect(report.every(({ state }) => state === 'done' || state === 'unchanged')).toBe(true)
    // Sign-ins go on to the domain that was entered.
    expect((await at.invoke('identity.status')).issuer).toBe(at.auth0.custom.issuer)
  })

  it('is refused with the permissions it lacks, before anything is asked', async () => {
    const at = await startGuideWorld()
    const scopes = ['read:clients', 'create:clients', 'read:connections', 'read:tenant_settings']
    const token = await at.auth0.token(scopes)
    await expect(at.invoke('identity.token', { token })).rejects.toMatchObject({
      code: 'auth0-token-scopes',
      message: 'The management token lacks: update:clients update:connections.',
    })
    expect(at.requests).toEqual([])
  })

  it('that may only read the log is kept for that, and refused for more', async () => {
    const at = await startGuideWorld()
    await at.invoke('identity.token', { token: await at.auth0.token(['read:logs']) })
    await expect(at.invoke('identity.plan')).rejects.toMatchObject({ code: 'auth0-token-scopes' })
    expect(changesIn(at)).toEqual([])
  })

  it('is not taken while another provider is set up', async () => {
    const at = await startGuideWorld()
    await at.invoke('identity.save', { provider: 'oidc', domain: at.auth0.origin })
    const token = await at.auth0.token()
    await expect(at.invoke('identity.token', { token })).rejects.toMatchObject({
      code: 'auth0-only',
    })
  })
})
