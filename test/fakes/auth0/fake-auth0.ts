/**
 * A strict Auth0 on loopback, for tests. Two domains lead to one tenant: `127.0.0.1` is the canonical
 * one, `localhost` a custom one; they have issuers of their own, both ending in a slash.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import express, { type Request } from 'express'
import type { AdapterPayload } from 'oidc-provider'
import { systemClock, type Clock } from '../../../main/bridge/base/ports.ts'
import { listen, portOf, shut } from '../cloudflared/listening.ts'
import { checkAuthorize } from './authorize.ts'
import { discoveryDocument } from './discovery.ts'
import { loginPages } from './login-pages.ts'
import { managementApi, type ManagementRate } from './management.ts'
import { mintManagementToken, type TokenOptions } from './management-token.ts'
import type { Memory } from './memory-adapter.ts'
import { createTenantProvider } from './provider.ts'
import { createSigningKey } from './signing-key.ts'
import { createApi, createClient, createTenant } from './new-tenant.ts'
import type { Tenant, TenantApi, TenantClient } from './tenant.ts'
import { tokenRequests } from './token-requests.ts'
import { userinfo } from './userinfo.ts'

export interface FakeAuth0Options {
  /** For the limit of requests, log dates and Management tokens. */
  clock?: Clock
  /** What the Management API lets through; 2 a second by default, as on the Free plan. */
  rate?: ManagementRate
}

export interface Domain {
  /** What an owner would type, without a slash. */
  origin: string
  issuer: string
  host: string
}

export interface FakeAuth0 extends Domain {
  /** The custom domain of the same tenant. */
  custom: Domain
  tenant: Tenant
  /** An app set up as the guide asks for: RS256, code only, the database enabled; changed by `given`. */
  addApp(given: Partial<TenantClient>): TenantClient
  addApi(given: Partial<TenantApi> & { identifier: string }): TenantApi
  /** A one-time Management API token with all scopes, or those given. */
  token(scopes?: readonly string[], seconds?: number, options?: TokenOptions): Promise<string>
  /** Authorization codes given out so far are too old from now on. */
  expireCodes(): void
  /** Codes given out so far belong to somebody else's sign-in: no verifier fits them (RFC 7636). */
  mixUpCodes(): void
  stop(): Promise<void>
}

export async function startFakeAuth0(options: FakeAuth0Options = {}): Promise<FakeAuth0> {
  const { clock = systemClock, rate = { perSecond: 2, burst: 2 } } = options
  const tenant = createTenant(clock)
  const memory: Memory = new Map()
  const key = await createSigningKey()
  const app = express()
  const server = createServer(app)
  await listen(server)
  const domain = (hostname: string): Domain => {
    const host = `${hostname}:${portOf(server)}`
    return { host, origin: `http://${host}`, issuer: `http://${host}/` }
  }
  const canonical = domain('127.0.0.1')
  const custom = domain('localhost')
  const cookieKey = randomBytes(16).toString('hex')
  const sites = new Map(
    [canonical, custom].map((site) => {
      const provider = createTenantProvider({ issuer: site.issuer, tenant, memory, key, cookieKey })
      return [site.host, { ...site, provider, handler: provider.callback() }] as const
    }),
  )
  const siteOf = (req: Request) => {
    const site = sites.get(req.headers.host ?? '')
    if (!site) throw new Error(`no domain of this tenant: ${req.headers.host}`)
    return site
  }

  const otherThan = ({ host }: Domain) => {
    const other = sites.get(host === custom.host ? canonical.host : custom.host)
    if (!other) throw new Error(`${host} has no other domain`)
    return other
  }

  app.disable('x-powered-by')
  app.use((_req, res, next) => {
    if (tenant.behaviour.down) res.status(503).type('text').send('Service Unavailable')
    else next()
  })
  app.get('/.well-known/openid-configuration', (req, res) => {
    const { discovery } = tenant.behaviour
    const site = siteOf(req)
    if (discovery === 'unavailable') res.status(404).type('text').send('Not Found')
    else if (discovery === 'page') res.type('html').send('<!doctype html><title>Parked</title>')
    else
      res.json(
        discoveryDocument(tenant, discovery === 'own' ? site.issuer : otherThan(site).issuer),
      )
  })
  app.get('/authorize', (req, res, next) => checkAuthorize(tenant, req, res, next))
  app.use(loginPages(tenant, (req) => siteOf(req).provider))
  app.use(userinfo(tenant, key, (req) => siteOf(req).issuer))
  app.use(
    '/api/v2',
    managementApi(tenant, key, rate, (req) => siteOf(req).issuer),
  )
  app.post(
    '/oauth/token',
    tokenRequests(tenant, key, (req) =>
      tenant.behaviour.tokensOf === 'own' ? siteOf(req) : otherThan(siteOf(req)),
    ),
  )
  // Only the routes of Auth0: a POST to /authorize would pass by the checks.
  app.all('/authorize', (req, res, next) => {
    if (req.method === 'GET') next()
    else res.status(404).type('text').send('Not Found')
  })
  app.use((req, res) => siteOf(req).handler(req, res))

  return {
    ...canonical,
    custom,
    tenant,
    addApp(given) {
      const client = createClient({
        grant_types: ['authorization_code'],
        oidc_conformant: true,
        jwt_configuration: { alg: 'RS256' },
        ...given,
      })
      tenant.clients.set(client.client_id, client)
      const [database] = tenant.connections
      database?.enabled_clients.push(client.client_id)
      return client
    },
    addApi(given) {
      const api = createApi(given)
      tenant.apis.set(api.identifier, api)
      return api
    },
    token: (scopes, seconds, more) =>
      mintManagementToken({ tenant, key, issuer: canonical.issuer }, scopes, seconds, more),
    expireCodes() {
      for (const code of codesIn(memory)) code.exp = 1
    },
    mixUpCodes() {
      for (const code of codesIn(memory)) code.codeChallenge = 'A'.repeat(43)
    },
    stop: () => shut(server),
  }
}

const codesIn = (memory: Memory): AdapterPayload[] =>
  [...memory].filter(([name]) => name.startsWith('AuthorizationCode:')).map(([, code]) => code)
