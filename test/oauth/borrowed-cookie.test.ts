/** The cookie of an interaction opens that one interaction, at the address and origin where it began. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  beginSignIn,
  chatgpt,
  numberOn,
  otherOrigin,
  publicOrigin,
  startOauthHost,
  type OauthHost,
  type Waiting,
} from '../fakes/oauth-host.ts'

let host: OauthHost
beforeAll(async () => {
  host = await startOauthHost()
})
afterAll(() => host.stop())
// One client has only a few places in the queue.
afterEach(async () => {
  const { approvals } = host.server
  await Promise.all(approvals.list().map(({ number }) => approvals.deny(number)))
})

/** The cookies of a sign-in as somebody would send them who has them, wherever they want. */
const cookiesOf = ({ browser }: Waiting) =>
  browser.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

/** Asks for a page, or posts to it, with the cookies of `waiting`. */
const ask = (url: string, waiting: Waiting, form?: Record<string, string>) =>
  host.browser().go(url, { headers: { cookie: cookiesOf(waiting) }, ...(form && { form }) })

const csrfOf = ({ page }: Waiting) => /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''

const waitingNumbers = () => host.server.approvals.list().map(({ number }) => number)

describe('the cookie of an interaction', () => {
  it('opens its own page', async () => {
    const mine = await beginSignIn(host, chatgpt)
    const page = await ask(mine.pageUrl.href, mine)
    expect([page.status, page.text.includes(mine.number)]).toEqual([200, true])
  })

  it("opens nothing at another one's address", async () => {
    const mine = await beginSignIn(host, chatgpt)
    const theirs = await beginSignIn(host, chatgpt)
    const page = await ask(theirs.pageUrl.href, mine)
    expect(page.status).toBe(400)
    expect(page.text).toContain('approval-foreign-browser')
    expect(numberOn(page)).toBe('')
  })

  it("does nothing at another one's address, with the mark of either page", async () => {
    const mine = await beginSignIn(host, chatgpt)
    const theirs = await beginSignIn(host, chatgpt)
    for (const csrf of [csrfOf(mine), csrfOf(theirs)]) {
      expect(csrf).not.toBe('')
      const cancelled = await ask(`${theirs.pageUrl.href}/cancel`, mine, { csrf })
      expect(cancelled.status).toBe(400)
    }
    expect(waitingNumbers()).toEqual(expect.arrayContaining([mine.number, theirs.number]))
  })

  it('opens nothing at another origin of the same bridge', async () => {
    const mine = await beginSignIn(host, chatgpt)
    for (const origin of [otherOrigin, host.loopback]) {
      const moved = mine.pageUrl.href.replace(publicOrigin.url, origin.url)
      const page = await ask(moved, mine)
      expect([origin.url, page.status]).toEqual([origin.url, 400])
      expect(page.text).toContain('approval-foreign-browser')
      expect(numberOn(page)).toBe('')
      const cancelled = await ask(`${moved}/cancel`, mine, { csrf: csrfOf(mine) })
      expect(cancelled.status).toBe(400)
    }
    expect(waitingNumbers()).toContain(mine.number)
  })
})
