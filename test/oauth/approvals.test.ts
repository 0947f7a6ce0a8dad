/** Owner approval: the page, the decision, the queue, the ends a sign-in can come to. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  authorizeUrl,
  beginSignIn,
  chatgpt,
  followToClient,
  newVerifier,
  numberOn,
  publicOrigin,
  register,
  signIn,
  startOauthHost,
  type OauthHost,
  type Waiting,
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

async function stranger(name: string): Promise<{ client_id: string; redirect_uri: string }> {
  const redirect_uri = 'https://stranger.example/cb'
  const answer = await register(host, { client_name: name, redirect_uris: [redirect_uri] })
  return { client_id: String(answer.json()['client_id']), redirect_uri }
}

describe('the page', () => {
  it('shows who, where to, what, the number and how; and asks again without a script', async () => {
    const { page, pageUrl, number } = await beginSignIn(host, chatgpt)
    expect(page.status).toBe(200)
    expect(number).toMatch(/^[1-9]\d{3}$/)
    expect(page.text).toContain('<h1>ChatGPT wants to join your bridge</h1>')
    expect(page.text).toContain('Verified: its id is an address of <strong>chatgpt.com</strong>')
    expect(page.text).toContain('goes back to <strong>chatgpt.com</strong>')
    expect(page.text).toContain(`drawbridge approve ${number} --as chatgpt`)
    expect(page.text).toContain('send messages under its own name')
    expect(page.text).toContain(`<meta http-equiv="refresh" content="2;url=${pageUrl.pathname}">`)
    expect(page.text).not.toContain('<script')
    expect(pending()).toMatchObject([
      {
        number,
        clientName: 'ChatGPT',
        vendor: 'chatgpt',
        identifiedBy: 'known',
        verifiedHost: 'chatgpt.com',
        redirectHost: 'chatgpt.com',
        comesBackHere: false,
        suggestedParticipant: 'chatgpt',
        origin: publicOrigin.url,
        scopes: ['messages:read', 'messages:write', 'files:read', 'files:write'],
      },
    ])
  })

  it('says of a registered client that nothing verifies it, and warns of loopback', async () => {
    const redirect_uri = 'http://localhost:5123/callback'
    const answer = await register(host, { client_name: 'Codex', redirect_uris: [redirect_uri] })
    const client_id = String(answer.json()['client_id'])
    const { page } = await beginSignIn(host, { client_id, redirect_uri })
    expect(page.text).toContain('It says it is <strong>Codex</strong>. Nothing verifies that.')
    expect(page.text).toContain('goes back to <strong>http://localhost:5123/callback</strong>')
    expect(page.text).toContain('nothing proves which program it is')
    expect(pending()).toMatchObject([
      { identifiedBy: 'registered', verifiedHost: null, suggestedParticipant: 'codex' },
    ])
  })

  it('keeps its number while it asks again, and announces changes', async () => {
    const events: string[] = []
    host.server.onEvent(({ type }) => events.push(type))
    const { browser, pageUrl, number } = await beginSignIn(host, chatgpt)
    expect(numberOn(await browser.get(pageUrl))).toBe(number)
    expect(pending()).toHaveLength(1)
    expect(events).toContain('approvals')
  })
})

describe('the decision', () => {
  it('denied sends access_denied with iss and state to the client', async () => {
    const waiting = await beginSignIn(host, { ...chatgpt, params: { state: 's-9' } })
    await host.server.approvals.deny(waiting.number)
    const back = await followToClient(waiting)
    expect(back.origin).toBe('https://chatgpt.com')
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      iss: publicOrigin.url,
      state: 's-9',
    })
    expect(back.searchParams.has('code')).toBe(false)
    expect(host.server.clients.list()).toEqual([])
  })

  it('approved is carried out once, however many tabs ask', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    const answers = await Promise.all([1, 2, 3].map(() => waiting.browser.get(waiting.pageUrl)))
    expect(answers.every(({ status }) => status === 303 || status === 200)).toBe(true)
    const rows = host.store.statement(`SELECT id FROM oidc WHERE model = 'Grant'`).all()
    expect(rows).toHaveLength(1)
    expect((await followToClient(waiting)).searchParams.get('code')).toBeTruthy()
    expect(pending()).toEqual([])
  })

  it('for an unknown or used number is refused', async () => {
    const { number } = await beginSignIn(host, chatgpt)
    const wrong = String(Number(number) === 9_999 ? 1_000 : Number(number) + 1)
    const { approvals } = host.server
    await expect(approvals.approve(wrong, 'chatgpt')).rejects.toMatchObject({
      code: 'unknown-approval',
    })
    await expect(approvals.approve(number, 'Not A Name')).rejects.toMatchObject({
      code: 'invalid-participant',
    })
    await approvals.approve(number, 'chatgpt')
    await expect(approvals.deny(number)).rejects.toMatchObject({ code: 'unknown-approval' })
  })

  it('is asked for anew at every sign-in, also in the same browser', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    await followToClient(waiting)
    const again = await waiting.browser.go(authorizeUrl(chatgpt, newVerifier()))
    expect(again.location?.pathname).toMatch(/^\/interaction\//)
    const other = { ...chatgpt, client_id: 'https://claude.ai/oauth/mcp-oauth-client-metadata' }
    const redirect_uri = 'https://claude.ai/api/mcp/auth_callback'
    const deputy = await waiting.browser.go(authorizeUrl({ ...other, redirect_uri }, newVerifier()))
    expect(deputy.location?.pathname).toMatch(/^\/interaction\//)
  })

  it('cannot be avoided with prompt=none (OpenID Connect Core §3.1.2.1)', async () => {
    const url = authorizeUrl({ ...chatgpt, params: { prompt: 'none' } }, newVerifier())
    const { location } = await host.browser().go(url)
    expect(location?.searchParams.get('error')).toBe('consent_required')
    expect(location?.searchParams.get('iss')).toBe(publicOrigin.url)
  })
})

describe('Cancel', () => {
  const cancel = ({ browser, pageUrl, page }: Waiting, form = {}) => {
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    return browser.go(`${pageUrl.href}/cancel`, { form: { csrf, ...form } })
  }

  it('denies from the browser and leads back by a page, not by the form', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const answer = await cancel(waiting)
    // Chromium would stop a form that is redirected to another host (form-action).
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(`content="0;url=${waiting.pageUrl.pathname}"`)
    expect((await followToClient(waiting)).searchParams.get('error')).toBe('access_denied')
  })

  it('works only from our own page in the same browser', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    expect((await cancel(waiting, { csrf: 'guessed' })).status).toBe(400)
    const foreign = await cancel({ ...waiting, browser: host.browser() })
    expect(foreign.status).toBe(400)
    expect(foreign.text).toContain('approval-foreign-browser')
    expect(pending()).toHaveLength(1)
  })
})

describe('the end of the ten minutes', () => {
  it('is a page with the next step, and the number is worth nothing', async () => {
    const { browser, pageUrl, number } = await beginSignIn(host, chatgpt)
    later(601)
    expect(pending()).toEqual([])
    const page = await browser.get(pageUrl)
    expect(page.status).toBe(410)
    expect(page.text).toContain('approval-expired')
    expect(page.text).toContain('connect again')
    expect(page.text).not.toContain('http-equiv="refresh"')
    await expect(host.server.approvals.approve(number, 'chatgpt')).rejects.toMatchObject({
      code: 'unknown-approval',
    })
  })
})

describe('the queue', () => {
  it('counts the same attempt once, however often it is opened', async () => {
    const params = { state: 'same' }
    const first = await beginSignIn(host, { ...chatgpt, params })
    const second = await beginSignIn(host, { ...chatgpt, params })
    expect(pending().map(({ number }) => number)).toEqual([second.number])
    const old = await first.browser.get(first.pageUrl)
    expect(old.status).toBe(409)
    expect(old.text).toContain('approval-replaced')
  })

  it('is not touched by a client that asks /authorize itself, without a browser', async () => {
    for (let count = 0; count < 5; count++) {
      const answer = await host.browser().go(authorizeUrl(chatgpt, newVerifier()), {
        headers: { accept: 'application/json' },
      })
      expect(answer.status).toBe(303)
    }
    expect(pending()).toEqual([])
  })

  it('holds a few per client, and a newer one takes the place of a closed page', async () => {
    const sit = await beginSignIn(host, chatgpt)
    for (let count = 0; count < 5; count++) {
      later(11)
      await sit.browser.get(sit.pageUrl)
      await beginSignIn(host, { ...chatgpt, params: { state: `s${count}` } })
    }
    expect(pending()).toHaveLength(3)
    // The page that keeps asking is the one a person looks at.
    expect(pending().map(({ number }) => number)).toContain(sit.number)
  })

  it('leaves an open page its place for a minute, however many others of its client begin', async () => {
    const open = await Promise.all([1, 2, 3].map(() => beginSignIn(host, chatgpt)))
    for (let count = 0; count < 11; count++) {
      later(5)
      for (const { browser, pageUrl } of open) await browser.get(pageUrl)
      expect((await beginSignIn(host, chatgpt)).page.status).toBe(429)
    }
    expect(pending().map(({ number }) => number)).toEqual(open.map(({ number }) => number))
    // What helps the owner then: no to one of them, and its place is free.
    await host.server.approvals.deny(open[0]?.number ?? '')
    expect((await beginSignIn(host, chatgpt)).page.status).toBe(200)
  })

  it('keeps strangers from filling the places of known clients', async () => {
    const numbers = new Set<string>()
    for (let count = 0; count < 6; count++) {
      numbers.add((await beginSignIn(host, await stranger(`s${count}`))).number)
    }
    expect(numbers.size).toBe(6)
    const full = await beginSignIn(host, await stranger('one too many'))
    expect(full.page.status).toBe(429)
    expect(full.page.text).toContain('approval-queue-full')
    const real = await beginSignIn(host, chatgpt)
    expect(real.page.status).toBe(200)
    expect(pending()[0]?.number).toBe(real.number)
    expect(pending()).toHaveLength(7)
  })

  it('has a place for every known vendor whatever the others fill', async () => {
    const vendors = [
      [
        'https://claude.ai/oauth/mcp-oauth-client-metadata',
        'https://claude.ai/api/mcp/auth_callback',
      ],
      ['https://claude.ai/oauth/claude-code-client-metadata', 'http://localhost:1/callback'],
      ['https://chatgpt.com/oauth/codex/client.json', 'http://localhost:1/callback'],
      ['https://vscode.dev/oauth/client-metadata.json', 'https://vscode.dev/redirect'],
    ] as const
    for (const [client_id, redirect_uri] of vendors) {
      for (let count = 0; count < 4; count++) {
        await beginSignIn(host, { client_id, redirect_uri })
        later(11)
      }
    }
    // Ids are made up as one likes here, but all of them are ChatGPT.
    for (let count = 0; count < 6; count++) {
      const client_id = `https://chatgpt.com/oauth/cb${count}/client.json`
      const redirect_uri = `https://chatgpt.com/connector/oauth/cb${count}`
      expect((await beginSignIn(host, { client_id, redirect_uri })).page.status).toBe(200)
      later(11)
    }
    expect(pending()).toHaveLength(15)
  })

  it('gives the place of a closed page to the next', async () => {
    for (let count = 0; count < 6; count++) await beginSignIn(host, await stranger(`s${count}`))
    later(91)
    expect((await beginSignIn(host, await stranger('next'))).page.status).toBe(200)
    expect(pending()).toHaveLength(6)
  })
})

describe('a restart in the middle of an approval', () => {
  it('loses neither the number nor the browser', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    await host.restart()
    expect(numberOn(await waiting.browser.get(waiting.pageUrl))).toBe(waiting.number)
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    await host.restart()
    expect((await followToClient(waiting)).searchParams.get('code')).toBeTruthy()
  })
})

describe('a revoked client', () => {
  it('comes back only through a new approval', async () => {
    const tokens = await signIn(host, chatgpt)
    const summary = await host.server.clients.revoke(chatgpt.client_id)
    expect(summary).toMatchObject({ clientId: chatgpt.client_id, participant: null, grants: 0 })
    expect(host.server.clients.list()).toEqual([])
    expect(await host.server.verifyAccessToken(publicOrigin, tokens.access_token)).toMatchObject({
      ok: false,
      reason: 'revoked',
    })
    const waiting = await beginSignIn(host, chatgpt)
    expect(waiting.number).toMatch(/^\d{4}$/)
    expect(pending()).toHaveLength(1)
  })

  it('takes its waiting sign-ins with it', async () => {
    const client = await stranger('Helper')
    await signIn(host, { ...client, participant: 'helper' })
    const waiting = await beginSignIn(host, client)
    await host.server.clients.revoke('helper')
    expect(pending()).toEqual([])
    const page = await waiting.browser.get(waiting.pageUrl)
    const end = page.location ? await waiting.browser.get(page.location) : page
    expect(end.text).toContain('Not let in')
    expect(end.location).toBeUndefined()
  })
})
