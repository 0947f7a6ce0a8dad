/**
 * A real bridge under a public name, and clients that send it the requests real ones were recorded
 * to send (docs/mcp-clients.md), step by step, so that each can stop or go wrong at any of them.
 */
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createBrowser, type Answer, type Browser } from '../fakes/browser.ts'
import { memorySecrets, newVerifier, numberOn, s256 } from '../fakes/oauth-host.ts'
import { openBridge, temporaryDataDir, type OpenBridge } from '../control/open-bridge.ts'
import type { MethodResult } from '../../main/contract.ts'
import { clientKinds, type ClientKind, type RecordedClient, type Sent } from './recorded-client.ts'
import { recordedWays } from './recorded-ways.ts'

export const publicUrl = 'https://bridge.example'
const lostUrl = 'https://before.example'

export type Ladder = MethodResult<'doctor.ladders'>[number]

export interface LadderWorld extends OpenBridge {
  /** Lets time pass. */
  pass(ms: number): void
  /** `former`: the same client of before a restart, with its tokens. */
  client(kind: ClientKind, address?: string, former?: RecordedClient): RecordedClient
  /** The same data folder, secrets and time once more, after the bridge was stopped. */
  restarted(): Promise<LadderWorld>
  ladders(): Promise<Ladder[]>
  /** The only ladder there is. */
  ladder(): Promise<Ladder>
  port: number
}

export async function openLadderWorld(
  given: Partial<Parameters<typeof openBridge>[0]> = {},
  begun = 0,
): Promise<LadderWorld> {
  let offset = begun
  const secrets = given?.secrets ?? memorySecrets()
  const dataDir = given?.dataDir ?? (await temporaryDataDir())
  const lost = [{ url: lostUrl, lostAt: new Date().toISOString(), reason: 'of a test' }]
  await writeFile(join(dataDir, 'lost-addresses.json'), JSON.stringify(lost))
  const opened = await openBridge({
    dataDir,
    // Nobody answers there: what is asked of the internet fails at once.
    address: {
      mode: 'own-url',
      settings: { publicUrl, endpoints: { doh: ['http://127.0.0.1:1/'], control: '' } },
    },
    clock: { now: () => Date.now() + offset },
    ...given,
    secrets,
  })
  const { localMcpUrl } = await opened.invoke('status.get')
  const port = Number(new URL(localMcpUrl).port)
  const ladders = () => opened.invoke('doctor.ladders')
  return {
    ...opened,
    port,
    pass: (ms) => void (offset += ms),
    ladders,
    async ladder() {
      const [only, ...others] = await ladders()
      if (!only || others.length > 0) {
        throw new Error(`There are ${others.length + (only ? 1 : 0)} ladders`)
      }
      return only
    },
    async restarted() {
      await opened.bridge.stop()
      return openLadderWorld({ ...given, dataDir, secrets }, offset)
    },
    client: (kind, address = '203.0.113.7', former) =>
      createRecordedClient({ kind, address, port, world: opened, former }),
  }
}

function createRecordedClient(deps: {
  kind: ClientKind
  address: string
  port: number
  world: OpenBridge
  former: RecordedClient | undefined
}): RecordedClient {
  const { kind, address, port, world, former } = deps
  const recorded = clientKinds[kind]
  const state = randomBytes(6).toString('hex')
  let clientId: string = former?.clientId ?? recorded.clientId ?? ''
  let browser: Browser = createBrowser(() => port)
  let pageUrl: URL | undefined
  let number = ''
  let verifier = ''
  let code = ''
  let tokens = former?.tokens ?? { access_token: '', refresh_token: '' }

  async function send(method: string, path: string, more: Sent = {}): Promise<Answer> {
    const program = createBrowser(() => port)
    return program.go(`${publicUrl}${path}`, {
      method,
      ...(more.json !== undefined && { json: more.json }),
      ...(more.form !== undefined && { form: more.form }),
      headers: {
        'user-agent': recorded.userAgent,
        'cf-connecting-ip': address,
        accept: more.accept ?? 'application/json, text/event-stream',
        ...(more.token !== undefined && { authorization: `Bearer ${more.token}` }),
        ...(more.host !== undefined && { host: more.host }),
        ...more.headers,
      },
    })
  }

  const client: RecordedClient = {
    get clientId() {
      return clientId
    },
    get tokens() {
      return tokens
    },
    send,
    async challenge() {
      await send('POST', '/mcp', { json: initialize })
    },
    async discover() {
      const suffix = kind === 'claude-code' ? '' : '/mcp'
      await send('GET', `/.well-known/oauth-protected-resource${suffix}`)
      await send('GET', '/.well-known/oauth-authorization-server')
    },
    async register() {
      const answer = await send('POST', '/oauth2/register', {
        json: {
          client_name: recorded.name,
          redirect_uris: [recorded.redirectUri],
          grant_types: ['authorization_code', 'refresh_token'],
          token_endpoint_auth_method: 'none',
        },
      })
      clientId = (answer.json() as { client_id?: string }).client_id ?? ''
    },
    async authorize(as = clientId) {
      browser = createBrowser(() => port)
      verifier = newVerifier()
      const url = new URL(`${publicUrl}/oauth2/authorize`)
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: as,
        redirect_uri: recorded.redirectUri,
        state,
        code_challenge: s256(verifier),
        code_challenge_method: 'S256',
        resource: `${publicUrl}/mcp`,
        scope: 'messages:read messages:write offline_access',
      }).toString()
      const first = await browser.go(url, { headers: visitor })
      pageUrl = first.location
      if (!pageUrl) return first.text
      number = numberOn(await browser.go(pageUrl, { headers: visitor }))
      return number
    },
    async approve() {
      await world.invoke('approvals.approve', { number, participant: 'chatgpt' })
    },
    async deny() {
      await world.invoke('approvals.deny', { number })
    },
    async returns() {
      let answer = await browser.go(pageUrl ?? '', { headers: visitor })
      while (answer.location?.origin === publicUrl) {
        answer = await browser.go(answer.location, { headers: visitor })
      }
      if (!answer.location) throw new Error(`nowhere to go: ${answer.status}`)
      code = answer.location.searchParams.get('code') ?? ''
      return answer.location
    },
    async exchange() {
      const answer = await send('POST', '/oauth2/token', {
        form: {
          grant_type: 'authorization_code',
          client_id: clientId,
          redirect_uri: recorded.redirectUri,
          resource: `${publicUrl}/mcp`,
          code,
          code_verifier: verifier,
        },
      })
      if (answer.status === 200) tokens = answer.json() as typeof tokens
      return answer
    },
    async refresh() {
      const answer = await send('POST', '/oauth2/token', {
        form: {
          grant_type: 'refresh_token',
          client_id: clientId,
          refresh_token: tokens.refresh_token,
        },
      })
      if (answer.status === 200) tokens = answer.json() as typeof tokens
      return answer
    },
    call(rpcMethod, params = {}) {
      return send('POST', '/mcp', {
        json: { jsonrpc: '2.0', id: 1, method: rpcMethod, params },
        token: tokens.access_token,
      })
    },
    stream() {
      const { access_token: token } = tokens
      return send('GET', '/mcp', { accept: 'text/event-stream', token })
    },
    async connect() {
      await recordedWays[kind](client)
      await client.exchange()
      await client.call('initialize', initialize.params)
      await client.call('tools/list')
      await client.call('tools/call', { name: 'bridge_status', arguments: {} })
    },
  }
  return client
}

const visitor = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0',
  'cf-connecting-ip': '198.51.100.9',
}

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'recorded', version: '0' },
  },
}
