/** The sign-in routes of one origin. Each route is one line here and one file beside it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import express, { type NextFunction, type Request, type Response } from 'express'
import { BridgeError } from '../base/errors.ts'
import type { Log } from '../base/ports.ts'
import {
  canonicalResource,
  checkAuthorizeLength,
  completeAuthorizeUrl,
} from './authorize-request.ts'
import type { Admission } from './approval/admission.ts'
import { busyPage } from './pages/error-page.ts'
import type { InteractionRoutes } from './approval/interaction.ts'
import type { SigningKeys } from './tokens/keys.ts'
import type { Limits } from './limits.ts'
import { authorizationServerMetadata, protectedResourceMetadata } from './metadata.ts'
import { sendNotedJson } from '../base/answered.ts'
import { sendPage } from './pages/page.ts'
import { paths } from './paths.ts'
import { pinRequest } from './pin-request.ts'
import {
  makeRoomForRegistration,
  readRegistration,
  type RegistrationDeps,
} from './clients/registration.ts'
import { hasContentType, readBody, withBody } from './request-body.ts'
import { prefersPage, refuse, sendJson } from './pages/respond.ts'
import { setTokenAside } from './tokens/structured-tokens.ts'
import type { Origin } from '../address/origin.ts'
import type { UpstreamCallback } from './approval/upstream-callback.ts'
import { createWebPages } from './pages/web-pages.ts'

export interface SiteDeps extends RegistrationDeps {
  origin: Origin
  /** Hands a request to the provider of now; it is replaced when keys rotate. */
  provider: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  keys: Pick<SigningKeys, 'jwks'>
  interaction: InteractionRoutes
  /** Where browsers come back from an identity provider. */
  upstreamCallback: UpstreamCallback | undefined
  admission: Admission
  limits: Limits
  log: Log
}

/** Answers a request, or calls `next` when the path is not its own. */
export type Site = (req: IncomingMessage, res: ServerResponse, next: () => void) => void

type Handler = (req: Request, res: Response) => void | Promise<void>

export function createSite(deps: SiteDeps): Site {
  const { origin, provider, keys, interaction, upstreamCallback, admission, limits, log } = deps
  const webPages = createWebPages(origin)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.enable('strict routing')

  /** One path, its methods, and 405 for every other. */
  function route(path: string | string[], handlers: { GET?: Handler; POST?: Handler }): void {
    app.all(path, async (req, res) => {
      const handler = req.method === 'POST' ? handlers.POST : isRead(req) ? handlers.GET : undefined
      if (handler) return handler(req, res)
      const allowed = Object.keys(handlers).join(', ')
      res.setHeader('allow', allowed)
      if (req.method === 'OPTIONS') return webPages.preflight(req, res, allowed)
      throw new BridgeError('method-not-allowed', { method: req.method })
    })
  }

  const document = (path: string, make: () => object) =>
    route([path, `${path}/mcp`], {
      GET(req, res) {
        webPages.allow(req, res)
        sendDocument(res, make())
      },
    })

  app.use((req, _res, next) => {
    pinRequest(req, origin)
    next()
  })

  document(paths.protectedResource, () => protectedResourceMetadata(origin.url))
  document(paths.authorizationServer, () => authorizationServerMetadata(origin.url))
  document(paths.openidConfiguration, () => authorizationServerMetadata(origin.url))
  route(paths.jwks, {
    GET(req, res) {
      webPages.allow(req, res)
      sendDocument(res, keys.jwks())
    },
  })

  route(paths.register, {
    async POST(req, res) {
      webPages.allow(req, res)
      admission.registration()
      const body = await readRegistration(req, limits)
      if ('refusal' in body) return sendJson(res, 400, body.refusal)
      await makeRoomForRegistration(deps)
      await provider(withBody(req, JSON.stringify(body.metadata)), res)
    },
  })

  route(paths.authorize, {
    async GET(req, res) {
      checkAuthorizeLength(req.url, limits)
      req.url = completeAuthorizeUrl(req.url, origin.url)
      try {
        admission.authorization(new URL(req.url, origin.url).searchParams.get('client_id'))
      } catch (error) {
        if (!(error instanceof BridgeError)) throw error
        const { seconds } = error.details
        if (typeof seconds !== 'number' || !prefersPage(req)) throw error
        res.setHeader('retry-after', String(seconds))
        return sendPage(res, 429, busyPage(error, seconds, req.url))
      }
      await provider(req, res)
    },
  })
  route(`${paths.authorize}/:uid`, { GET: provider })

  route(paths.token, {
    async POST(req, res) {
      webPages.allow(req, res)
      const form = await readForm(req)
      if (!form) return provider(req, res)
      admission.token(form)
      canonicalResource(form, origin.url)
      await provider(withBody(req, form.toString()), res)
    },
  })

  route([paths.introspect, paths.revoke], {
    async POST(req, res) {
      webPages.allow(req, res)
      const form = await readForm(req)
      if (!form) return provider(req, res)
      admission.inspection(form.get('client_id'))
      if (!form.has('client_id') && req.headers.authorization === undefined) {
        // RFC 7662 §2.3: no client authentication is 401, not a malformed request.
        res.setHeader('www-authenticate', `Basic realm="${origin.url}"`)
        const error_description = 'client authentication is required here'
        return sendJson(res, 401, { error: 'invalid_client', error_description })
      }
      await provider(setTokenAside(req, form), res)
    },
  })

  const uidOf = (req: Request) => String(req.params['uid'])
  route(`${paths.interaction}/:uid`, { GET: (req, res) => interaction.show(uidOf(req), req, res) })
  route(`${paths.interaction}/:uid/cancel`, {
    POST: (req, res) => interaction.cancel(uidOf(req), req, res),
  })
  const { upstream } = interaction
  if (upstream) {
    const at = (step: string) => `${paths.interaction}/:uid/${step}`
    route(at('continue'), { POST: (req, res) => upstream.leave(uidOf(req), req, res) })
    route(at('upstream'), { GET: once((req, res) => upstream.back(uidOf(req), req, res)) })
    route(at('speak-as'), { POST: (req, res) => upstream.speakAs(uidOf(req), req, res) })
  }
  if (upstreamCallback) {
    route(paths.callback, { GET: once(upstreamCallback.callback) })
    route(paths.start, { GET: once(upstreamCallback.start) })
  }

  /** The form fields; undefined for another content type, which oidc-provider refuses. */
  async function readForm(req: IncomingMessage): Promise<URLSearchParams | undefined> {
    if (!hasContentType(req, 'application/x-www-form-urlencoded')) return undefined
    return new URLSearchParams((await readBody(req, limits.formBytes)).toString('utf8'))
  }

  app.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    refuse(error, req, res, log)
  })
  // Express makes its own Request and Response of the plain ones.
  return (req, res, next) => void app(req as Request, res as Response, next)
}

/** Public documents: nobody may keep them long. */
function sendDocument(res: ServerResponse, document: object): void {
  sendNotedJson(res, 200, document, { 'cache-control': 'no-cache' })
}

/** For addresses that work once: asking for the headers alone must not use them up. */
const once =
  (handler: Handler): Handler =>
  (req, res) => {
    if (req.method === 'HEAD') throw new BridgeError('method-not-allowed', { method: 'HEAD' })
    return handler(req, res)
  }

const isRead = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD'
