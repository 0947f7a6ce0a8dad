/**
 * CORS: which web pages may read an answer. No address here goes by cookies alone, so at the public
 * origin every page may. The loopback origin is another matter: its answers tell a foreign page that
 * a bridge runs on this computer, so there only pages of this computer and the vendors' may read.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopback } from '../../base/loopback.ts'
import type { Origin } from '../../address/origin.ts'
import { isVendorOrigin } from '../../vendors/guess.ts'

/** Whether a page of `webOrigin` may read answers of `origin`. */
export function mayRead(webOrigin: string, origin: Origin): boolean {
  return origin.kind === 'public' || isLoopback(webOrigin) || isVendorOrigin(webOrigin)
}

export interface WebPages {
  /** Lets the page that asks read the answer, when it may. */
  allow(req: IncomingMessage, res: ServerResponse): void
  /** Answers a preflight request; to a page that may not read, with nothing that helps it. */
  preflight(req: IncomingMessage, res: ServerResponse, allowed: string): void
}

export function createWebPages(origin: Origin): WebPages {
  function allow(req: IncomingMessage, res: ServerResponse): boolean {
    const webOrigin = req.headers.origin ?? ''
    if (origin.kind === 'loopback') res.setHeader('vary', 'Origin')
    if (!mayRead(webOrigin, origin)) return false
    res.setHeader('access-control-allow-origin', origin.kind === 'public' ? '*' : webOrigin)
    res.setHeader('access-control-expose-headers', 'www-authenticate, retry-after')
    return true
  }
  return {
    allow: (req, res) => void allow(req, res),
    preflight(req, res, allowed) {
      if (allow(req, res)) {
        res.setHeader('access-control-allow-methods', allowed)
        const asked = req.headers['access-control-request-headers']
        res.setHeader('access-control-allow-headers', asked ?? 'authorization, content-type')
        res.setHeader('access-control-max-age', '3600')
      }
      res.writeHead(204).end()
    },
  }
}
