/** Somebody who holds the pages of a vendor's public client id open does not keep the person out. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPlaceLots } from '../../main/bridge/oauth/approval/place-lots.ts'
import {
  authorizeUrl,
  beginSignIn,
  chatgpt,
  followToClient,
  newVerifier,
  numberOn,
  startOauthHost,
  type OauthHost,
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
const pending = () => host.server.approvals.list()

it('the page that finds all places taken asks again by itself, and says the way round', async () => {
  for (let count = 0; count < 3; count++) await beginSignIn(host, chatgpt)
  const { page, pageUrl } = await beginSignIn(host, chatgpt)
  expect(page.status).toBe(429)
  expect(page.headers['retry-after']).toBe('3')
  expect(page.text).toContain(`<meta http-equiv="refresh" content="3;url=${pageUrl.pathname}">`)
  expect(page.text).toContain('drawbridge deny NUMBER --others')
  expect(page.text).toContain('drawbridge client add --name NAME')
})

it('63 new ones in 20 seconds get none of the places the owner cleared; the one whose digits the owner types gets one', async () => {
  for (let count = 0; count < 3; count++) await beginSignIn(host, chatgpt)
  const mine = await beginSignIn(host, chatgpt)
  await host.server.approvals.deny(pending()[0]?.number ?? '', true)
  expect(pending()).toEqual([])
  expect(Date.parse(host.server.approvals.shut().until ?? '')).toBe(Date.now() + 600_000)

  for (let count = 0; count < 63; count++) {
    later(20 / 63)
    const { page } = await refill()
    expect(page.status).toBe(429)
  }
  expect(pending()).toEqual([])

  const shut = await mine.browser.get(mine.pageUrl)
  expect(shut.status).toBe(429)
  expect(shut.text).toContain('sign-ins-shut')
  expect(shut.text).toContain(
    `<meta http-equiv="refresh" content="3;url=${mine.pageUrl.pathname}">`,
  )
  const [, pass = ''] = /drawbridge admit (\d{8})</.exec(shut.text) ?? []
  host.server.approvals.admit(pass)
  await refill()
  const number = numberOn(await mine.browser.get(mine.pageUrl))
  expect(pending().map((waiting) => waiting.number)).toEqual([number])

  await host.server.approvals.approve(number, 'chatgpt')
  expect((await followToClient(mine)).searchParams.get('code')).toBeTruthy()
})

it('a denial of all like it is over after ten minutes', async () => {
  const { number } = await beginSignIn(host, chatgpt)
  await host.server.approvals.deny(number, true)
  later(599)
  expect((await beginSignIn(host, chatgpt)).page.status).toBe(429)
  later(2)
  expect((await beginSignIn(host, chatgpt)).page.status).toBe(200)
  expect(host.server.approvals.shut()).toEqual({ until: null })
})

it('a client without a page is told as an error, not by a page', async () => {
  const { number } = await beginSignIn(host, chatgpt)
  await host.server.approvals.deny(number, true)
  const { browser, pageUrl } = await beginSignIn(host, chatgpt)
  const answer = await browser.go(pageUrl, { headers: { accept: 'application/json' } })
  expect(answer.status).toBe(429)
  expect(answer.json()).toMatchObject({ code: 'sign-ins-shut' })
})

it('a page that asks a thousand times has no more lots than one that waits', () => {
  let now = 0
  const lots = createPlaceLots({ perSecond: 1_000, clock: { now: () => now }, random: () => 0 })
  const drawn = (uid: string) => lots.draws('known:ChatGPT', uid)
  const greedy = [...Array(1_000).keys()].filter(() => drawn('flood'))
  expect(greedy).toHaveLength(1)
  expect(drawn('person')).toBe(true)
  now += 3_000
  expect(['person', 'flood', 'flood'].map(drawn)).toEqual([true, true, false])
})

it('remembers no more pages than can wait', () => {
  let now = 0
  const lots = createPlaceLots({ perSecond: 1_000, clock: { now: () => now }, random: () => 0 })
  for (let n = 0; n < 1_000; n++) lots.draws('known:ChatGPT', `flood-${n}`)
  expect(lots.draws('known:ChatGPT', 'one too many')).toBe(false)
  now += 3_000
  expect(lots.draws('known:ChatGPT', 'person')).toBe(true)
})

/** Another sign-in of the flood; beyond the rate it is told to wait before it has an interaction. */
async function refill() {
  const browser = host.browser()
  const first = await browser.go(authorizeUrl(chatgpt, newVerifier()))
  return { page: first.location ? await browser.go(first.location) : first }
}
