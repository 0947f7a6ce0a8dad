/**
 * The authorization server of the bridge: one oidc-provider per origin over one store, one set of
 * keys and one list of clients. This file only joins the parts; each rule is in a file of its own.
 */
import type { Provider } from 'oidc-provider'
import { BridgeError } from '../base/errors.ts'
import type { Upstream } from '../identity/types.ts'
import type { Clock, Log, SecretStore } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createTableAdapter, forgetfulAdapter } from './adapter.ts'
import { createAdmission } from './admission.ts'
import { toPending } from './approval.ts'
import { createApprovals } from './approvals.ts'
import { approveClient } from './approve-client.ts'
import { createAudit, type Audit } from './audit.ts'
import { auditProvider } from './audit-provider.ts'
import { challenge } from './challenge.ts'
import { createClientAdapter } from './client-adapter.ts'
import { createClientDocuments, type Fetch, type Lookup } from './client-documents.ts'
import { createClientRecords } from './client-records.ts'
import { createClients } from './clients.ts'
import { createDeniedTokens } from './denied-tokens.ts'
import { createGrantPeople } from './grant-people.ts'
import { createGrants } from './grants.ts'
import { createInteractionRoutes } from './interaction.ts'
import { createSigningKeys } from './keys.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { makeKeyPair, type MakeKeyPair } from './make-key-pair.ts'
import { isOurs } from './paths.ts'
import { createProvider } from './provider.ts'
import { logServerErrors, renderError } from './provider-errors.ts'
import { createRateLimit } from '../base/rate-limits.ts'
import { reap } from './reaper.ts'
import { createSignInStory } from './sign-in-story.ts'
import { createSite, type Site } from './site.ts'
import { standingOf } from './standing.ts'
import { keepRedirectsFromStrangers } from './stranger-redirects.ts'
import { answerStructuredTokens } from './structured-tokens.ts'
import { createUpstreamCallback } from './upstream-callback.ts'
import type { KnownParticipants } from './upstream-interaction.ts'
import type { Origin } from '../address/origin.ts'
import type { AuthorizationEvent, AuthorizationServer } from './types.ts'

export interface AuthorizationServerDeps {
  store: Store
  secrets: SecretStore
  clock: Clock
  log: Log
  /** Fetches client id metadata documents; must pass every option on to Node's fetch. */
  fetch?: Fetch
  /** Resolves their hosts. */
  lookup?: Lookup
  audit?: Audit
  /** Where else the owner can sign in, and whom clients can speak as then. */
  upstream?: Upstream
  participants?: KnownParticipants
  limits?: Partial<Limits>
  /** Where fresh signing keys come from. */
  makeKeyPair?: MakeKeyPair
}

type Answer = ReturnType<Provider['callback']>

const maintenanceMs = 10 * 60 * 1_000

/** Throws `keychain-locked` when the signing keys cannot be read. */
export async function createAuthorizationServer(
  deps: AuthorizationServerDeps,
): Promise<AuthorizationServer> {
  const { store, secrets, clock, log } = deps
  const limits: Limits = { ...defaultLimits, ...deps.limits }
  const audit = deps.audit ?? createAudit({ store, clock, log })
  const listeners = new Set<(event: AuthorizationEvent) => void>()
  const announce = (type: AuthorizationEvent['type']) => () => {
    for (const listener of listeners) listener({ type })
  }

  const keys = await createSigningKeys({
    store,
    secrets,
    clock,
    log,
    audit,
    makeKeyPair: deps.makeKeyPair ?? makeKeyPair,
    keySeconds: limits.keySeconds,
    tokenSeconds: limits.accessTokenSeconds,
  })
  const onChange = announce('clients')
  const grants = createGrants({ store, onChange })
  const grantPeople = createGrantPeople({ store, grants })
  const denied = createDeniedTokens({ store, clock, onChange })
  const records = createClientRecords({ store, clock, onFirstUse: onChange })
  const approvals = createApprovals({
    store,
    clock,
    audit,
    limits,
    onChange: announce('approvals'),
  })
  const clients = createClients({ records, grants, approvals, audit, clock, onChange })
  const accessTokens = createAccessTokens({ keys, grants, denied, records, clock })
  const admission = createAdmission({ store, clock, records, limits })
  const documents = createClientDocuments({
    records,
    clock,
    log,
    ...(deps.fetch && { fetch: deps.fetch }),
    ...(deps.lookup && { lookup: deps.lookup }),
  })
  const clientAdapter = createClientAdapter({ records, clock, audit, onChange })
  const tableDeps = { ...limits, store, clock, grants }

  function adapter(model: string) {
    if (model === 'Client') return clientAdapter
    return model === 'Session' ? forgetfulAdapter : createTableAdapter(model, tableDeps)
  }

  const shared = {
    store,
    clock,
    log,
    limits,
    audit,
    keys,
    grants,
    grantPeople,
    denied,
    records,
    approvals,
    admission,
  }
  const { upstream, participants = nobody } = deps
  const upstreamCallback = upstream && createUpstreamCallback(upstream)
  const departures = createRateLimit(limits.rates.depart, clock)
  const approve = (number: string, participant: string) =>
    approveClient({ approvals, records, clock, onChange }, number, participant)
  const providers = new Map<string, { provider: Provider; answer: Answer }>()

  function makeProvider(origin: Origin) {
    const provider = createProvider({ origin, adapter, keys, limits, renderError, ...documents })
    logServerErrors(provider, log)
    keepRedirectsFromStrangers(provider, records, origin)
    auditProvider(provider, audit)
    answerStructuredTokens(provider, { origin, accessTokens, denied, audit })
    return { provider, answer: provider.callback() }
  }

  function makeSite(origin: Origin): Site {
    const current = () => {
      const found = providers.get(origin.url)
      if (!found) throw new BridgeError('unknown-origin')
      return found
    }
    const interaction = createInteractionRoutes({
      ...shared,
      origin,
      upstream,
      participants,
      departures,
      approve,
      provider: () => current().provider,
    })
    return createSite({
      ...shared,
      origin,
      interaction,
      upstreamCallback,
      provider: (req, res) => current().answer(req, res),
    })
  }

  let origins: Origin[] = []
  const sites = new Map<string, Site>()
  /** Made when it is first asked for something: its routes are many, and most starts see no sign-in. */
  function siteOf(url: string): Site | undefined {
    const origin = origins.find((one) => one.url === url)
    if (origin && !sites.has(url)) sites.set(url, makeSite(origin))
    return sites.get(url)
  }
  /** Requests under way keep the provider they began with; what they stored, the new one finds. */
  function rebuildProviders(): void {
    providers.clear()
    for (const origin of origins) providers.set(origin.url, makeProvider(origin))
  }

  async function maintain(): Promise<void> {
    if (await keys.maintain()) {
      rebuildProviders()
      announce('keys')()
    }
    await reap({ ...shared, onClientsChange: onChange })
  }

  await maintain()
  const timer = setInterval(() => {
    maintain().catch((error: unknown) =>
      log.error('oauth.maintenance-failed', { error: String(error) }),
    )
  }, maintenanceMs)
  timer.unref()

  return {
    async setOrigins(wanted) {
      origins = [...wanted]
      rebuildProviders()
      sites.clear()
    },
    handler: (origin) => (req, res, next) => {
      const site = isOurs(req.url ?? '') ? siteOf(origin.url) : undefined
      if (site) site(req, res, next)
      else next()
    },
    challenge,
    story: createSignInStory({ records, approvals, grants }),
    verifyAccessToken: (origin, token) => accessTokens.verify(origin, token),
    standing: (grant) => standingOf(grant, { grants, records }),
    approvals: {
      list: () => approvals.list(),
      async approve(number, participant, allowed, reads) {
        const parts = { approvals, records, clock, onChange }
        return toPending(await approveClient(parts, number, participant, allowed, reads))
      },
      deny: async (number, others) => toPending(await approvals.deny(number, others)),
      admit: (pass) => ({ until: new Date(approvals.admit(pass)).toISOString() }),
      shut() {
        const until = approvals.shutUntil()
        return { until: until === undefined ? null : new Date(until).toISOString() }
      },
    },
    clients,
    keys: {
      list: () => keys.list(),
      async rotate() {
        const list = await keys.rotate()
        rebuildProviders()
        announce('keys')()
        return list
      },
    },
    async endSignInsOf(person) {
      await Promise.all([approvals.denyPerson(person), grantPeople.end(person)])
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async stop() {
      clearInterval(timer)
      await records.flush()
    },
  }
}

const nobody: KnownParticipants = { list: () => [], ensure: async () => {} }
