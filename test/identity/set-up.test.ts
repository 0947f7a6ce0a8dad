/** Setting a provider up by the contract: what is kept, who is bound, what the tests say. */
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { callbackCertificate, callbackKey } from '../fakes/callback/callback.ts'
import { alice, mallory } from '../fakes/auth0/tenant.ts'
import { visitAuth0 } from '../fakes/auth0/visitor.ts'
import { signInThere, startAuth0World, type Auth0World } from './auth0-world.ts'
import { agree, begin, codeOn, follow, freePort, publicOrigin } from './sign-in-world.ts'

/** Opens the link of a test in a browser and signs in. */
async function passTest(
  at: Auth0World,
  wanted: { callback?: 'public' | 'loopback'; bind?: boolean },
  as?: typeof mallory,
) {
  const { url, attempt } = await at.invoke('identity.test', wanted)
  const browser = at.browser()
  const started = await browser.get(url)
  const callback = await signInThere(browser, started.location ?? new URL(url), as && { as })
  const end = await follow(browser, callback)
  const { attempts } = await at.invoke('identity.status')
  return { end, url, callback, attempt: attempts.find(({ id }) => id === attempt) }
}

function auditOf(at: Auth0World): string[] {
  const db = new DatabaseSync(join(at.dataDir, 'bridge.db'), { readOnly: true })
  const rows = db.prepare('SELECT kind FROM audit ORDER BY seq').all()
  db.close()
  return rows.map(({ kind }) => String(kind))
}

it('goes from approving here to Auth0: saved, bound by the first sign-in, on', async () => {
  const at = await startAuth0World({ owner: null, registered: null })
  await at.invoke('identity.off', { forget: true })
  const { client_id: clientId, client_secret: clientSecret } = at.app
  // The domain as people paste it.
  const draft = {
    provider: 'auth0',
    domain: ` ${at.auth0.origin} `,
    clientId,
    clientSecret,
  } as const
  const saved = await at.invoke('identity.save', draft)
  expect(saved).toMatchObject({
    provider: 'owner-approval',
    name: 'this computer',
    issuer: at.auth0.issuer,
    hasSecret: true,
    owner: null,
  })
  expect(JSON.stringify(saved)).not.toContain(clientSecret)
  await expect(at.invoke('identity.on')).rejects.toMatchObject({ code: 'upstream-owner-unbound' })

  at.topics.length = 0
  const { end, attempt, callback } = await passTest(at, { bind: true })
  expect(callback.href).toContain(at.callbacks.loopback)
  expect(end.text).toContain('You are the owner now')
  expect(attempt).toMatchObject({ state: 'done', purpose: 'test', callback: 'loopback' })
  const bound = await at.invoke('identity.status')
  expect(bound).toMatchObject({
    provider: 'auth0',
    name: 'Auth0',
    owner: { issuer: at.auth0.issuer, subject: 'auth0|alice', name: 'Alice' },
  })
  const loopback = bound.callbacks.find(({ url }) => url === at.callbacks.loopback)
  expect(loopback).toEqual({ url: at.callbacks.loopback, kind: 'loopback', state: 'confirmed' })
  expect(at.topics).toContain('identity')
  expect(auditOf(at)).toEqual(
    expect.arrayContaining(['identity.saved', 'identity.bound', 'identity.callback-confirmed']),
  )
  expect((await begin(at)).page.text).toContain('Continue at Auth0')
})

it('takes the public callback as registered once somebody came back by it', async () => {
  const at = await startAuth0World({ registered: null })
  expect((await begin(at)).page.text).toContain(
    'Open this page on the computer that runs the bridge',
  )
  const { attempt } = await passTest(at, { callback: 'public' })
  expect(attempt).toMatchObject({ state: 'done', callback: 'public', person: { name: 'Alice' } })
  const [first] = (await at.invoke('identity.status')).callbacks
  expect(first).toEqual({ url: at.callbacks.public, kind: 'public', state: 'confirmed' })
  expect((await begin(at)).page.text).not.toContain('Open this page on the computer')
})

it('binds nobody in the place of the owner, until the owner was unbound', async () => {
  const at = await startAuth0World()
  const refused = await passTest(at, { bind: true }, mallory)
  expect(codeOn(refused.end)).toBe('upstream-owner-bound')
  expect(refused.attempt).toMatchObject({
    state: 'failed',
    problem: { code: 'upstream-owner-bound' },
  })
  expect((await at.invoke('identity.status')).owner?.subject).toBe('auth0|alice')

  const unbound = await at.invoke('identity.unbind')
  expect(unbound).toMatchObject({ owner: null, provider: 'owner-approval' })
  await passTest(at, { bind: true }, mallory)
  expect((await at.invoke('identity.status')).owner?.subject).toBe('auth0|mallory')
})

it('binds one of two who come back at the same moment', async () => {
  const at = await startAuth0World({ owner: null })
  const arrivals = [alice, mallory].map(async (as) => {
    const { url } = await at.invoke('identity.test', { bind: true })
    const browser = at.browser()
    const { location } = await browser.get(url)
    const callback = await signInThere(browser, location ?? new URL(url), { as })
    return () => browser.get(callback)
  })
  const comeBack = await Promise.all(arrivals)
  const ends = await Promise.all(comeBack.map((back) => back()))
  expect(ends.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
  expect((await at.invoke('identity.status')).owner).not.toBeNull()
})

it('tells in a test that somebody who signed in is nobody here', async () => {
  const at = await startAuth0World()
  const { end, attempt } = await passTest(at, {}, mallory)
  expect(codeOn(end)).toBe('upstream-stranger')
  expect(attempt?.problem?.action).toContain('drawbridge identity admit "auth0|mallory"')
})

it('gives links that work once, in one browser', async () => {
  const at = await startAuth0World()
  const { url } = await at.invoke('identity.test', {})
  const browser = at.browser()
  const started = await browser.get(url)
  expect(codeOn(await at.browser().get(url))).toBe('upstream-link-used')
  const callback = await signInThere(browser, started.location ?? new URL(url))
  // The address carried to another browser: void for both.
  expect(codeOn(await at.browser().get(callback))).toBe('upstream-foreign-browser')
  expect(codeOn(await browser.get(callback))).toBe('upstream-way-back-unknown')
  const [attempt] = (await at.invoke('identity.status')).attempts
  expect(attempt).toMatchObject({ state: 'failed', problem: { code: 'upstream-foreign-browser' } })
})

it('keeps a test across a restart, from the link to the way back', async () => {
  const at = await startAuth0World()
  const { url } = await at.invoke('identity.test', { callback: 'public' })
  await at.restart()
  const browser = at.browser()
  const started = await browser.get(url)
  await at.restart()
  const callback = await signInThere(browser, started.location ?? new URL(url))
  expect((await browser.get(callback)).text).toContain('The sign-in works')
})

it('times an attempt out that the provider kept, with the line to paste', async () => {
  let now = Date.now()
  const at = await startAuth0World({ clock: { now: () => now } })
  at.app.callbacks = []
  const { url, attempt } = await at.invoke('identity.test', { callback: 'public' })
  const browser = at.browser()
  const { location } = await browser.get(url)
  const { error } = await visitAuth0(location ?? '', { browser })
  expect(error).toContain('Callback URL mismatch')
  const state = async () => {
    const { attempts } = await at.invoke('identity.status')
    return attempts.find(({ id }) => id === attempt)
  }
  expect(await state()).toMatchObject({ state: 'waiting', problem: null })
  now += 11 * 60_000
  const late = await state()
  expect(late).toMatchObject({ state: 'timed-out', problem: { code: 'upstream-no-return' } })
  expect(late?.problem?.action).toContain(`callback URLs: ${at.callbacks.public}.`)
  expect(late?.problem?.link).toBe(
    `https://manage.auth0.com/#/applications/${at.app.client_id}/settings`,
  )
})

it('explains a wrong secret, in the page and in the list of attempts', async () => {
  const at = await startAuth0World({ clientSecret: 'half of it' })
  const { end, attempt } = await passTest(at, { bind: true })
  expect(codeOn(end)).toBe('upstream-secret-refused')
  expect(attempt).toMatchObject({ state: 'failed', problem: { code: 'upstream-secret-refused' } })
})

it.each([
  ['', 'upstream-domain-invalid'],
  ['http://tenant.auth0.com', 'upstream-not-secure'],
  ['https://user@tenant.auth0.com', 'upstream-domain-invalid'],
  ['https://manage.auth0.com/dashboard/eu', 'upstream-domain-invalid'],
  ['two words', 'upstream-domain-invalid'],
])('refuses %j as a domain, and keeps what was there', async (domain, code) => {
  const at = await startAuth0World()
  const save = at.invoke('identity.save', { provider: 'auth0', domain })
  await expect(save).rejects.toMatchObject({ code })
  expect((await at.invoke('identity.status')).issuer).toBe(at.auth0.issuer)
})

it('says before a link is given out that nothing answers at the domain', async () => {
  const at = await startAuth0World({ owner: null })
  await at.invoke('identity.save', {
    provider: 'auth0',
    domain: `http://127.0.0.1:${await freePort()}`,
  })
  await at.invoke('identity.save', { provider: 'auth0', clientSecret: 'x' })
  const test = at.invoke('identity.test', {})
  await expect(test).rejects.toMatchObject({ code: 'upstream-unreachable', side: 'network' })
})

it('names an untrusted certificate of the provider, and does not say that it cannot be reached', async () => {
  const at = await startAuth0World({ owner: null })
  const server = createSecureServer({ cert: callbackCertificate, key: callbackKey })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await at.invoke('identity.save', { provider: 'oidc', domain: `https://127.0.0.1:${port}` })
  await at.invoke('identity.save', { provider: 'oidc', clientId: 'x', clientSecret: 'x' })
  await expect(at.invoke('identity.test', {})).rejects.toMatchObject({
    code: 'upstream-certificate-untrusted',
    side: 'network',
  })
})

it('drops the secret of another client, and says that it is missing', async () => {
  const at = await startAuth0World()
  const { hasSecret } = await at.invoke('identity.save', { provider: 'auth0', clientId: 'another' })
  expect(hasSecret).toBe(false)
  await expect(at.invoke('identity.test', {})).rejects.toMatchObject({
    code: 'upstream-incomplete',
    message: expect.stringContaining('the client secret') as string,
  })
})

it('says on drift what to paste, where, and what it replaces; the owner or a sign-in ends it', async () => {
  const at = await startAuth0World()
  expect((await at.invoke('identity.status')).drift).toBeNull()
  await at.restart('https://moved.example')
  const line = 'https://moved.example/oauth2/callback'
  const { drift, callbacks } = await at.invoke('identity.status')
  expect(drift).toEqual({
    line,
    replaces: `${publicOrigin}/oauth2/callback`,
    link: `https://manage.auth0.com/#/applications/${at.app.client_id}/settings`,
  })
  expect(callbacks[0]).toEqual({ url: line, kind: 'public', state: 'unknown' })
  // Until then sign-ins go by the callback on this computer.
  expect((await begin(at, 'https://moved.example')).page.text).toContain(
    'on the computer that runs',
  )
  const confirmed = await at.invoke('identity.confirm-callback')
  expect(confirmed.drift).toBeNull()
  expect(confirmed.callbacks[0]?.state).toBe('confirmed')
})

it('takes a spare port when another program has the first, and goes on without any', async () => {
  const at = await startAuth0World({ registered: null })
  const others: Server[] = []
  const take = async (port: number) => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    others.push(other)
  }
  onTestFinished(() => others.forEach((other) => other.close()))
  await at.restart(publicOrigin, () => take(at.callbackPort))
  const spare = at.callbackPort + 1
  const { url } = await at.invoke('identity.test', { callback: 'loopback' })
  expect(new URL(url).port).toBe(String(spare))

  await at.restart(publicOrigin, async () => {
    await take(spare)
    await take(at.callbackPort + 2)
  })
  const test = at.invoke('identity.test', { callback: 'loopback' })
  await expect(test).rejects.toMatchObject({ code: 'upstream-callback-busy' })
  // On the page too, and the number still works.
  const begun = await begin(at)
  expect(codeOn(await agree(begun))).toBe('upstream-callback-busy')
})

it('answers nothing but the way back on the port of this computer, and only by its own name', async () => {
  const at = await startAuth0World({ registered: null })
  await at.invoke('identity.test', {})
  const browser = at.browser()
  const here = new URL(at.callbacks.loopback).origin
  for (const path of ['/', '/mcp', '/interaction/x', '/oauth2/authorize', '/api/status.get']) {
    expect((await browser.get(`${here}${path}`)).status).toBe(404)
  }
  const rebound = await browser.go(at.callbacks.loopback, { headers: { host: 'evil.example' } })
  expect(rebound.status).toBe(421)
  expect((await browser.go(at.callbacks.loopback, { method: 'POST', form: {} })).status).toBe(405)
})
