/** What a stranger can make the bridge write without signing in: counted in rows, with an end. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  authorizeUrl,
  beginSignIn,
  chatgpt,
  newVerifier,
  publicOrigin,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'

let host: OauthHost
let now: number
let free: number
const mebibyte = 1024 * 1024

beforeEach(async () => {
  now = Date.now()
  free = 1_000 * mebibyte
})
afterEach(() => host.stop())

const start = async (limits = {}) => {
  host = await startOauthHost({ clock: { now: () => now }, limits, freeBytes: () => free })
}
const count = (table: string, where = '1') =>
  Number(host.store.statement(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get()?.['n'])
const signIns = () => count('oidc', `model = 'Interaction'`)
const begin = (params = {}) =>
  host.browser().go(authorizeUrl({ ...chatgpt, params }, newVerifier()))

it('a long `state` at /authorize is refused before anything is stored', async () => {
  await start()
  expect((await begin({ state: 's'.repeat(2_049) })).status).toBe(400)
  expect((await begin({ state: 's'.repeat(2_048) })).status).toBe(303)
  expect(signIns()).toBe(1)
})

it('a long address at /authorize is refused before anything is stored', async () => {
  await start()
  expect((await begin({ login_hint: 'x'.repeat(4_096) })).status).toBe(400)
  expect(signIns()).toBe(0)
})

it('sign-ins that never ask the owner give way to newer ones, and one that did stays', async () => {
  await start({ undecidedSignIns: 5 })
  const waiting = await beginSignIn(host, chatgpt)
  for (let n = 0; n < 20; n += 1) {
    now += 1_000
    await begin()
  }
  expect(signIns()).toBe(6)
  expect((await waiting.browser.go(waiting.pageUrl)).text).toContain(waiting.number)
})

it('sign-ins that never ask the owner are forgotten after ten minutes', async () => {
  await start()
  const first = await begin()
  const browser = host.browser()
  const left = await browser.go(authorizeUrl(chatgpt, newVerifier()))
  const asked = await beginSignIn(host, chatgpt)
  now += 10 * 60_000 + 1_000
  expect(first.status).toBe(303)
  expect((await browser.go(left.location as URL)).status).toBe(400)
  // The owner was asked: its browser is still told what became of it.
  expect((await asked.browser.go(asked.pageUrl)).text).toContain('approval-expired')
})

it('nothing of a stranger is written once the reserve of the disk is reached', async () => {
  await start()
  const early = host.browser()
  const page = await early.go(authorizeUrl(chatgpt, newVerifier()))
  free = 0
  await host.restart()
  const rows = () => ['oidc', 'oauth_clients', 'approvals', 'audit'].map((table) => count(table))
  const before = rows()
  expect((await begin()).status).toBe(507)
  const registration = await host.browser().go(`${publicOrigin.url}/oauth2/register`, {
    json: { redirect_uris: ['https://chatgpt.com/callback'] },
  })
  expect(registration.status).toBe(507)
  expect((await early.go(page.location as URL)).status).toBe(507)
  expect(rows()).toEqual(before)
  free = 1_000 * mebibyte
  expect((await begin()).status).toBe(303)
})
