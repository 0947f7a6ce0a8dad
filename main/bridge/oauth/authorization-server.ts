/**
 * The authorization server of the bridge: one store, one set of keys and one list of clients, and over them
 * what answers sign-ins (sign-in-sites.ts). This file only joins the parts; each rule is in a file of its own.
 */
import type { Upstream } from '../identity/types.ts'
import type { Clock, Log, SecretStore } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import { createAccessTokens } from './tokens/access-tokens.ts'
import { createAdmission } from './approval/admission.ts'
import { toPending } from './approval/approval.ts'
import { createApprovals } from './approval/approvals.ts'
import { approveClient } from './approval/approve-client.ts'
import { createAudit, type Audit } from './audit.ts'
import { challenge } from './tokens/challenge.ts'
import { createClientAdapter } from './clients/client-adapter.ts'
import { createClientDocuments, type Fetch, type Lookup } from './clients/client-documents.ts'
import { createClientRecords } from './clients/client-records.ts'
import { createClients } from './clients/clients.ts'
import { createDeniedTokens } from './tokens/denied-tokens.ts'
import { createGrantPeople } from './tokens/grant-people.ts'
import { createGrants } from './tokens/grants.ts'
import { createSigningKeys } from './tokens/keys.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { makeKeyPair, type MakeKeyPair } from './tokens/make-key-pair.ts'
import { isOurs } from './paths.ts'
import { createRateLimit } from '../base/token-buckets.ts'
import { clearExpired } from './tokens/clear-expired.ts'
import { refuse } from './pages/respond.ts'
import type { SignInSites } from './sign-in-sites.ts'
import { createSignInStory } from './sign-in-story.ts'
import { standingOf } from './tokens/standing.ts'
import { createUpstreamCallback } from './approval/upstream-callback.ts'
import type { KnownParticipants } from './approval/upstream-interaction.ts'
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

  let origins: Origin[] = []
  const isServed = (url: string) => origins.some((origin) => origin.url === url)
  let sites: SignInSites | undefined
  let loading: Promise<SignInSites> | undefined
  /** Made when somebody first signs in. A load that failed is tried again by the next request. */
  async function loadSites(): Promise<SignInSites> {
    const { createSignInSites } = await import('./sign-in-sites.ts')
    sites = createSignInSites({
      ...shared,
      accessTokens,
      clientAdapter,
      documents,
      upstream,
      upstreamCallback,
      participants,
      departures,
      approve,
      isServed,
    })
    return sites
  }
  function sitesLoaded(): Promise<SignInSites> {
    loading ??= loadSites().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }

  async function maintain(): Promise<void> {
    if (await keys.maintain()) {
      sites?.renew()
      announce('keys')()
    }
    await clearExpired({ ...shared, onClientsChange: onChange })
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
      sites?.forget()
    },
    handler: (origin) => (req, res, next) => {
      if (!isOurs(req.url ?? '') || !isServed(origin.url)) return next()
      if (sites) return sites.of(origin)(req, res, next)
      sitesLoaded()
        .then((loaded) => loaded.of(origin)(req, res, next))
        .catch((error: unknown) => refuse(error, req, res, log))
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
        sites?.renew()
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
