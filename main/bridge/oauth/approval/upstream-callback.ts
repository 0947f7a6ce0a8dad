/**
 * The two addresses a browser meets on its way to and from a provider: where it comes back, and where
 * a test begins. The same on the public listener and on the loopback one. The callback proves nothing
 * and keeps nothing: it hands the browser on, with all it brought, to the page that can tell whose it is.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BridgeError } from '../../base/errors.ts'
import type { Upstream } from '../../identity/types.ts'
import { markup, plainLine } from '../pages/html.ts'
import { goOn } from './own-interaction.ts'
import { sendPage } from '../pages/page.ts'
import { paths } from '../paths.ts'
import { refuse } from '../pages/respond.ts'
import type { Log } from '../../base/ports.ts'

type Answer = (req: IncomingMessage, res: ServerResponse) => Promise<void>

export interface UpstreamCallback {
  callback: Answer
  start: Answer
}

export function createUpstreamCallback(upstream: Upstream): UpstreamCallback {
  return {
    async callback(req, res) {
      const answer = await upstream.callback(queryOf(req), req.headers.cookie)
      if ('redirect' in answer) return goOn(res, answer.redirect)
      const { title, message } = answer.page
      sendPage(res, 200, {
        title,
        body: markup`<h1>${title}</h1>
<p class="who" role="status">${plainLine(message, 400)}</p>`,
      })
    },
    async start(req, res) {
      const { redirect, cookie } = await upstream.start(queryOf(req).get('ticket') ?? '')
      res.setHeader('set-cookie', cookie)
      goOn(res, redirect)
    },
  }
}

/** The loopback listener's part: nothing but these two addresses, with the same pages. */
export function answerCallbacks(
  routes: UpstreamCallback,
  log: Log,
): (req: IncomingMessage, res: ServerResponse) => void {
  const byPath = new Map([
    [paths.callback as string, routes.callback],
    [paths.start as string, routes.start],
  ])
  return (req, res) => {
    const route = byPath.get((req.url ?? '').split('?', 1)[0] ?? '')
    const refused = route
      ? req.method === 'GET'
        ? undefined
        : new BridgeError('method-not-allowed', { method: req.method ?? '' })
      : new BridgeError('unknown-path')
    if (!route || refused) return refuse(refused, req, res, log)
    route(req, res).catch((error: unknown) => refuse(error, req, res, log))
  }
}

const queryOf = (req: IncomingMessage): URLSearchParams =>
  new URL(req.url ?? '', 'http://127.0.0.1').searchParams
