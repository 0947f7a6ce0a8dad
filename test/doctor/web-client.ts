/**
 * An MCP client in a web page of a real Chromium, as the Inspector is one: it discovers, registers,
 * signs in, comes back, fetches tokens and calls. It stops where a client would; the recording of
 * its context is the HAR file.
 */
import { createServer } from 'node:http'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { newVerifier, s256 } from '../fakes/oauth-host.ts'

export interface Answered {
  status: number
  text: string
  header: string | null
}

export interface Signing {
  clientId: string
  redirectUri: string
  verifier: string
  metadata: Record<string, string>
  resource: string
}

export interface WebClient {
  page: Page
  context: BrowserContext
  callback: string
  /** Asks from inside the page; undefined when the browser let no answer through. */
  ask(
    url: string,
    send?: { form?: Record<string, string>; json?: unknown; token?: string },
  ): Promise<Answered | undefined>
  /** The metadata of the server that `mcpUrl` leads to; undefined when the client has to give up. */
  discover(mcpUrl: string): Promise<Record<string, string> | undefined>
  register(metadata: Record<string, string>): Promise<string | undefined>
  /** Sends the browser to the sign-in. */
  authorize(signing: Signing): Promise<void>
  exchange(signing: Signing): Promise<Answered | undefined>
  call(mcpUrl: string, token?: string): Promise<Answered | undefined>
  /** Ends the recording. */
  har(): Promise<string>
}

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'a web client', version: '1' },
  },
}

export async function openWebClient(browser: Browser): Promise<WebClient> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-har-'))
  const path = join(folder, 'recorded.har')
  const site = createServer((_req, res) => {
    res.setHeader('content-type', 'text/html')
    res.end('<!doctype html><title>A web client</title>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    site.close().closeAllConnections()
    await rm(folder, { recursive: true, force: true })
  })
  const home = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const context = await browser.newContext({ recordHar: { path, content: 'embed' } })
  const page = await context.newPage()
  await page.goto(home)
  const callback = `${home}/callback`

  const client: WebClient = {
    page,
    context,
    callback,
    ask: (url, send = {}) =>
      page.evaluate(
        async ([url, send]) => {
          const form = send.form && new URLSearchParams(send.form)
          const body = form ?? (send.json === undefined ? undefined : JSON.stringify(send.json))
          try {
            const answer = await fetch(url, {
              method: body === undefined ? 'GET' : 'POST',
              ...(body !== undefined && { body }),
              headers: {
                ...(send.json !== undefined && {
                  'content-type': 'application/json',
                  accept: 'application/json, text/event-stream',
                }),
                ...(send.token !== undefined && { authorization: `Bearer ${send.token}` }),
              },
            })
            const header = answer.headers.get('www-authenticate')
            return { status: answer.status, text: await answer.text(), header }
          } catch {
            return undefined
          }
        },
        [url, send] as const,
      ),
    call: (mcpUrl, token) =>
      client.ask(mcpUrl, { json: initialize, ...(token !== undefined && { token }) }),
    async discover(mcpUrl) {
      const first = await client.call(mcpUrl)
      if (first?.status !== 401) return undefined
      const { origin, pathname } = new URL(mcpUrl)
      const places = [
        /resource_metadata="([^"]+)"/.exec(first.header ?? '')?.[1],
        `${origin}/.well-known/oauth-protected-resource${pathname}`,
        `${origin}/.well-known/oauth-protected-resource`,
      ].filter((place) => place !== undefined)
      const resource = await firstDocument(client, places)
      const [server] = (resource?.['authorization_servers'] ?? []) as string[]
      if (server === undefined) return undefined
      const base = server.replace(/\/$/, '')
      return firstDocument(client, [
        `${base}/.well-known/oauth-authorization-server`,
        `${base}/.well-known/openid-configuration`,
      ])
    },
    async register(metadata) {
      const endpoint = metadata['registration_endpoint']
      if (endpoint === undefined) return undefined
      const json = { client_name: 'A web client', redirect_uris: [callback] }
      const answer = await client.ask(endpoint, {
        json: { ...json, token_endpoint_auth_method: 'none' },
      })
      if (answer?.status !== 201) return undefined
      const registered = JSON.parse(answer.text) as Record<string, string | null>
      const unusable = registered['client_secret'] === null
      return unusable ? undefined : (registered['client_id'] ?? undefined)
    },
    async authorize({ clientId, redirectUri, verifier, metadata, resource }) {
      const url = new URL(metadata['authorization_endpoint'] ?? '')
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        code_challenge: s256(verifier),
        code_challenge_method: 'S256',
        state: newVerifier(),
        scope: 'messages:read',
        resource,
      }).toString()
      await page.goto(url.href)
    },
    exchange: ({ clientId, redirectUri, verifier, metadata, resource }) =>
      client.ask(metadata['token_endpoint'] ?? '', {
        form: {
          grant_type: 'authorization_code',
          code: new URL(page.url()).searchParams.get('code') ?? '',
          client_id: clientId,
          redirect_uri: redirectUri,
          code_verifier: verifier,
          resource,
        },
      }),
    async har() {
      await context.close()
      return readFile(path, 'utf8')
    },
  }
  return client
}

async function firstDocument(
  client: WebClient,
  places: readonly string[],
): Promise<Record<string, string> | undefined> {
  for (const place of places) {
    const answer = await client.ask(place)
    if (answer?.status !== 200) continue
    try {
      return JSON.parse(answer.text) as Record<string, string>
    } catch {
      return undefined
    }
  }
  return undefined
}
