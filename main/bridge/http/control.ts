/**
 * The control listener of the headless bridge: the panel and the control contract, on a loopback
 * port of their own. It is for the owner alone: a one-time launch link, then a cookie with a secret
 * of the page, and the checks of control-guard.ts on every request. Nothing here is reachable through the tunnel.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Control } from '../../contract.ts'
import { BridgeError, toBridgeError } from '../base/errors.ts'
import type { Clock, Log } from '../base/ports.ts'
import { readJson } from './control-body.ts'
import { createControlEvents } from './control-events.ts'
import { readPanelFiles } from './control-files.ts'
import { controlConnections, type ConnectionLimits } from './connection-limits.ts'
import { checkFetchSite, checkSender, cookieName, hasCookie, isSignedIn } from './control-guard.ts'
import {
  enterPage,
  notBuiltPage,
  pagePolicy,
  signedOutPage,
  usedLinkPage,
} from './control-pages.ts'
import { createControlSessions } from './control-sessions.ts'
import { backlog, createGuardedServer } from './guarded-server.ts'
import { openPage, openPolicy } from './open-page.ts'

export interface ControlListenerDeps {
  control: Control
  /** Where the built panel lies (out/renderer). */
  rendererDir: string
  /** 0 takes any free port. */
  port: number
  /** Of one call. */
  requestLimitBytes: number
  /** Other than the usual ones. */
  limits?: Partial<ControlLimits>
  log: Log
  clock: Clock
}

export interface ControlListener {
  start(): Promise<{ url: string }>
  /** A fresh link that opens the panel in one browser, once, within a few minutes. */
  launchUrl(): string
  stop(): Promise<void>
}

export interface ControlLimits extends ConnectionLimits {
  /** How often an open event stream shows that it lives, and renews its session. */
  heartbeatMs: number
}

const usualLimits: ControlLimits = { ...controlConnections, heartbeatMs: 15_000 }

/** `data:` is for the icon only; everything else comes from this listener. */
const panelPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

const commonHeaders = {
  'content-security-policy': panelPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Serves the panel and the contract on 127.0.0.1. */
export function createControlListener(deps: ControlListenerDeps): ControlListener {
  const { control, log } = deps
  const sessions = createControlSessions(deps.clock)
  const limits = { ...usualLimits, ...deps.limits }
  const events = createControlEvents(limits.heartbeatMs)
  const server = createGuardedServer({
    limits,
    answer: (request, response, letIn) => void answer(request, response, letIn),
  })
  /** All of them, from the first time a browser asks for one: many starts never show the panel. */
  let files: ReturnType<typeof readPanelFiles> | undefined
  let port = deps.port
  let unsubscribe = (): void => {}

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    letIn: () => void,
  ): Promise<void> {
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value)
    try {
      checkSender(request, port)
      await route(request, response, urlOf(request), letIn)
    } catch (thrown) {
      fail(request, response, thrown)
    }
  }

  async function route(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    letIn: () => void,
  ): Promise<void> {
    const path = url.pathname
    if (path === '/launch') return launch(request, response, url)
    if (path.startsWith('/api/')) {
      expectMethod(request, 'POST')
      expectPanel(request)
      letIn()
      const params = await readJson(request, deps.requestLimitBytes)
      return sendJson(response, 200, await control.invoke(path.slice('/api/'.length), params))
    }
    if (path === '/events') {
      expectMethod(request, 'GET')
      expectPanel(request)
      letIn()
      return events.open(response, () => isSignedIn(request, port, sessions))
    }
    expectMethod(request, 'GET', 'HEAD')
    if (path === '/open') return sendPage(response, 200, openPage, openPolicy)
    if (!hasCookie(request, port, sessions)) return sendPage(response, 401, signedOutPage)
    letIn()
    return sendFile(request, response, path)
  }

  function expectPanel(request: IncomingMessage): void {
    checkFetchSite(request)
    if (!isSignedIn(request, port, sessions)) throw new BridgeError('panel-signed-out')
  }

  function launch(request: IncomingMessage, response: ServerResponse, url: URL): void {
    expectMethod(request, 'GET')
    // A browser that only fetches ahead must not use the link up.
    if (request.headers['sec-purpose'] || request.headers['purpose']) {
      return sendPage(response, 503, usedLinkPage)
    }
    const go = url.searchParams.get('go')
    const secrets = sessions.redeem(url.searchParams.get('token') ?? '')
    if (secrets) {
      const cookie = `${cookieName(port)}=${secrets.cookie}; Path=/; HttpOnly; SameSite=Strict`
      response.setHeader('set-cookie', cookie)
      return sendPage(response, 200, enterPage(secrets.page, go))
    }
    if (hasCookie(request, port, sessions)) return sendPage(response, 200, enterPage(undefined, go))
    return sendPage(response, 410, usedLinkPage)
  }

  async function sendFile(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    files ??= readPanelFiles(deps.rendererDir).catch((error: unknown) => {
      files = undefined
      throw error
    })
    const built = await files
    if (!built) return sendPage(response, 503, notBuiltPage)
    const file = built.get(path)
    if (!file) throw new BridgeError('unknown-path')
    response.setHeader('etag', file.etag)
    const cache = file.immutable ? 'private, max-age=31536000, immutable' : 'private, no-cache'
    response.setHeader('cache-control', cache)
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304).end()
      return
    }
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.body.length })
    response.end(request.method === 'HEAD' ? undefined : file.body)
  }

  function fail(request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
    const reference = randomUUID().slice(0, 8)
    const error = toBridgeError(thrown, reference)
    if (error.code === 'internal') log.error('control.failed', { reference, error: String(thrown) })
    else log.debug('control.refused', { code: error.code })
    if (response.headersSent) {
      response.destroy()
      return
    }
    // What is left of a refused body is not read; the connection ends with the answer.
    if (!request.complete) response.setHeader('connection', 'close')
    sendJson(response, error.status, error.answer())
  }

  return {
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new BridgeError('port-in-use', { port: deps.port, flag: '--control-port' })
              : error,
          ),
        )
        server.listen({ port: deps.port, host: '127.0.0.1', backlog }, resolve)
      })
      const address = server.address()
      if (address && typeof address === 'object') port = address.port
      unsubscribe = control.onEvent((event) => events.publish(event))
      return { url: `http://127.0.0.1:${port}` }
    },
    launchUrl: () => `http://127.0.0.1:${port}/launch?token=${sessions.launchToken()}`,
    async stop() {
      unsubscribe()
      events.stop()
      if (!server.listening) return
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function urlOf(request: IncomingMessage): URL {
  const target = request.url ?? ''
  // The base only completes the path; no name from the request is ever used.
  const url = target.startsWith('/') ? URL.parse(`http://panel.invalid${target}`) : null
  if (!url) throw new BridgeError('malformed-request', { reason: 'the path is not a path' })
  return url
}

function expectMethod(request: IncomingMessage, ...allowed: string[]): void {
  const method = request.method ?? ''
  if (!allowed.includes(method)) throw new BridgeError('method-not-allowed', { method })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function sendPage(
  response: ServerResponse,
  status: number,
  html: string,
  policy = pagePolicy,
): void {
  response.setHeader('content-security-policy', policy)
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(html)
}
