/** Rows of real requests: sign-in as one story, calls as they were answered, refusals with their code. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  askToken,
  beginSignIn,
  chatgpt,
  followToClient,
  publicOrigin,
  register,
  signIn,
} from '../fakes/oauth-host.ts'
import { openRecordedHost, type RecordedHost } from './recorded-host.ts'

const call = (id: number, name: string, args: object = {}) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
})

/** A row is there once its answer has left, which is a moment after it arrived. */
const settled = async ({ traffic }: RecordedHost) => {
  await expect.poll(() => traffic.list().rows.every(({ outcome }) => outcome !== 'open')).toBe(true)
  return traffic.list().rows
}

const redirect = 'https://client.example/cb'

describe('sign-in', () => {
  it('is one story from the registration to the first call, and no secret of it is shown', async () => {
    const recorded = await openRecordedHost()
    const { host, traffic } = recorded
    const answer = await register(host, { client_name: 'Example', redirect_uris: [redirect] })
    const client = { client_id: String(answer.json()['client_id']), redirect_uri: redirect }
    const waiting = await beginSignIn(host, client)
    await host.server.approvals.approve(waiting.number, 'claude')
    const code = (await followToClient(waiting)).searchParams.get('code') ?? ''
    const tokens = await askToken(host, publicOrigin, {
      ...client,
      grant_type: 'authorization_code',
      code,
      code_verifier: waiting.verifier,
    })
    const { access_token, refresh_token } = tokens.json() as Record<string, string>
    await recorded.post(access_token ?? '', call(1, 'bridge_status'))
    await recorded.post(access_token ?? '', call(2, 'bridge_status'))

    const rows = await settled(recorded)
    const flow = rows[0]?.flow
    expect(flow).toMatch(/^sign-in-/)
    expect(
      rows.filter((row) => row.flow === flow).map((row) => `${row.method} ${row.target}`),
    ).toEqual([
      'POST /oauth2/register',
      'GET /oauth2/authorize',
      expect.stringMatching(/^GET \/interaction\//),
      expect.stringMatching(/^GET \/interaction\//),
      expect.stringMatching(/^GET \/oauth2\/authorize\//),
      'POST /oauth2/token',
      'tools/call bridge_status',
    ])
    expect(rows.at(-1)).toMatchObject({ flow: null, target: 'bridge_status' })
    expect(rows.every((row) => row.client === 'Example' && row.outcome === 'ok')).toBe(true)
    expect(rows.find(({ target }) => target === '/oauth2/token')).toMatchObject({
      kind: 'oauth',
      via: 'public',
      participant: 'claude',
      clientId: client.client_id,
      status: 200,
    })

    const all = JSON.stringify([rows, rows.map(({ seq }) => traffic.get(seq))])
    const uid = waiting.pageUrl.pathname.split('/').at(-1) ?? ''
    for (const secret of [code, waiting.verifier, access_token, refresh_token, uid]) {
      expect(secret?.length).toBeGreaterThan(10)
      expect(all).not.toContain(secret)
    }
    for (const { value } of waiting.browser.cookies) expect(all).not.toContain(value)
    // Durations and random names have such digits in them.
    expect(all).not.toMatch(new RegExp(String.raw`(?<![\w.])${waiting.number}(?!\w)`))
  })

  it('of the same client a second time is another story', async () => {
    const recorded = await openRecordedHost()
    await signIn(recorded.host, chatgpt)
    await signIn(recorded.host, chatgpt)
    const rows = await settled(recorded)
    expect(new Set(rows.map(({ flow }) => flow)).size).toBe(2)
    expect(rows.every(({ client }) => client === 'ChatGPT')).toBe(true)
  })

  it('that fails says so, with the code of the catalogue on a page and in JSON', async () => {
    const recorded = await openRecordedHost()
    const browser = recorded.host.browser()
    const url = `${publicOrigin.url}/oauth2/authorize?client_id=nobody&response_type=code`
    await browser.go(url, { headers: { accept: 'text/html' } })
    await browser.go(url, { headers: { accept: 'application/json' } })
    for (const row of await settled(recorded)) {
      expect(row).toMatchObject({
        kind: 'oauth',
        outcome: 'refused',
        code: 'client-not-registered',
        client: null,
        clientId: null,
      })
    }
  })
})

describe('refusals', () => {
  it('are rows with status and code: unknown path, unknown name, no token, bad token', async () => {
    const recorded = await openRecordedHost()
    const browser = recorded.host.browser()
    await browser.get(`${publicOrigin.url}/wp-login.php?token=hunter22`)
    await browser.get('https://stranger.example/')
    await browser.go(`${publicOrigin.url}/mcp`, { json: call(1, 'check_inbox') })
    await recorded.post('abc.def.ghi', call(1, 'check_inbox'))
    await browser.get(`${publicOrigin.url}/healthz`)
    const rows = await settled(recorded)
    expect(rows.map(({ kind, target, status, code }) => [kind, target, status, code])).toEqual([
      ['http', '/wp-login.php', 404, 'unknown-path'],
      ['http', '/', 421, 'unknown-origin'],
      ['http', '/mcp', 401, 'token-missing'],
      ['http', '/mcp', 401, 'token-invalid'],
    ])
    expect(rows.every(({ outcome, client }) => outcome === 'refused' && client === null)).toBe(true)
    expect(JSON.stringify(rows.map(({ seq }) => recorded.traffic.get(seq)))).not.toMatch(
      /hunter22|abc\.def\.ghi/,
    )
  })
})

describe('calls', () => {
  const open = async () => {
    const recorded = await openRecordedHost()
    const { access_token } = await signIn(recorded.host, chatgpt)
    // The first call belongs to the sign-in.
    await recorded.post(access_token, call(0, 'bridge_status'))
    await settled(recorded)
    recorded.traffic.clear()
    return { recorded, token: access_token }
  }

  it('name the tool, who called, sizes, and what went wrong', async () => {
    const { recorded, token } = await open()
    const body = call(1, 'send_message', { to: 'owner', message: 'Good morning' })
    const answer = await recorded.post(token, body)
    await recorded.post(token, call(2, 'read_file', { name: 'nothing.md' }))
    await recorded.post(token, call(3, 'no_such_tool'))
    const rows = await settled(recorded)
    expect(rows).toMatchObject([
      {
        kind: 'mcp',
        method: 'tools/call',
        target: 'send_message',
        client: 'ChatGPT',
        clientId: chatgpt.client_id,
        participant: 'chatgpt',
        status: 200,
        outcome: 'ok',
        code: null,
        bytesIn: Buffer.byteLength(JSON.stringify(body)),
        bytesOut: Buffer.byteLength(answer.text),
      },
      { target: 'read_file', status: 200, outcome: 'failed', code: 'unknown-file' },
      { target: 'no_such_tool', outcome: 'failed', code: null },
    ])
    const detail = recorded.traffic.get(rows[0]?.seq ?? 0)
    expect(detail?.request?.body.text).toBe(JSON.stringify(body))
    expect(detail?.response?.body.text).toBe(answer.text)
    expect(detail?.request?.headers).toContainEqual(['authorization', 'Bearer ••••••'])
  })

  it('of the card are rows like those of a model, and refused alike when they are too large', async () => {
    const { recorded, token } = await open()
    await recorded.post(token, call(1, 'card_refresh', { show: 'inbox' }))
    const large = { show: 'x'.repeat(1024 * 1024) }
    const refused = await recorded.post(token, call(2, 'card_refresh', large))
    expect(refused.status).toBe(413)
    expect(await settled(recorded)).toMatchObject([
      { kind: 'mcp', method: 'tools/call', target: 'card_refresh', client: 'ChatGPT', status: 200 },
      { outcome: 'refused', client: 'ChatGPT', status: 413 },
    ])
  })

  it('of a batch are one row each, in one flow', async () => {
    const { recorded, token } = await open()
    const batch = [call(1, 'check_inbox'), call(2, 'read_file', { name: 'x' })]
    await recorded.post(token, batch, { 'mcp-protocol-version': '2025-03-26' })
    const rows = await settled(recorded)
    expect(rows).toMatchObject([
      { target: 'check_inbox', outcome: 'ok' },
      { target: 'read_file', outcome: 'failed', code: 'unknown-file' },
    ])
    expect(rows[1]?.flow).toMatch(/^batch-/)
    expect(rows.map(({ bytesIn }) => bytesIn)).toEqual(
      batch.map((one) => Buffer.byteLength(JSON.stringify(one))),
    )
  })

  it('that wait are open until they return', async () => {
    const { recorded, token } = await open()
    const waiting = recorded.post(token, call(1, 'wait_for_message', { timeout_seconds: 30 }))
    await expect.poll(() => recorded.traffic.list().rows[0]?.outcome).toBe('open')
    const { cursor } = recorded.traffic.list()
    await recorded.conversation.send('owner', { to: ['chatgpt'], text: 'here' })
    await waiting
    await settled(recorded)
    expect(recorded.traffic.list({ after: cursor }).rows).toMatchObject([
      { target: 'wait_for_message', outcome: 'ok', status: 200 },
    ])
  })

  it('whose client goes away have failed, without a status', async () => {
    const { recorded, token } = await open()
    const body = JSON.stringify(call(1, 'wait_for_message', { timeout_seconds: 30 }))
    const socket = connect(recorded.port, '127.0.0.1')
    socket.write(
      `POST /mcp HTTP/1.1\r\nHost: bridge.example\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    await expect.poll(() => recorded.traffic.list().rows[0]?.outcome).toBe('open')
    socket.destroy()
    expect(await settled(recorded)).toMatchObject([{ outcome: 'failed', status: null }])
  })
})
