/**
 * How much of each kind of request is let in. What a flood cannot forge gets a place of its own: a
 * live code or refresh token at /token, a known or approved client elsewhere. So strangers cannot use
 * up the share of clients that are already in. The id of a known vendor can be named by anybody: what
 * is too much for its place at /authorize is admitted by lot.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import { databaseBytes } from '../../store/disk-reserve.ts'
import type { Store } from '../../store/types.ts'
import type { ClientRecords } from '../clients/client-records.ts'
import { knownClient } from '../../vendors/known-clients.ts'
import type { Limits } from '../limits.ts'
import { createLottery } from './lottery.ts'
import { createRateLimit } from '../../base/token-buckets.ts'
import { storedId } from '../tokens/stored-id.ts'

/** Each throws `too-many-requests`; those after which something is stored, `disk-full` too. */
export interface Admission {
  registration(): void
  authorization(clientId: string | null): void
  token(form: URLSearchParams): void
  inspection(clientId: string | null): void
}

export interface AdmissionDeps {
  store: Store
  clock: Clock
  records: Pick<ClientRecords, 'get'>
  limits: Pick<Limits, 'rates' | 'authorizeByLot' | 'registrationBytes' | 'authorizeCharacters'>
}

/** What a refused sign-in is told to wait: its page tries again by itself then. */
const retrySeconds = 3

export function createAdmission(deps: AdmissionDeps): Admission {
  const { store, clock, records, limits } = deps
  const { rates, authorizeByLot } = limits
  const lottery = createLottery(authorizeByLot, clock)
  const register = createRateLimit(rates.register, clock)
  const authorize = createRateLimit(rates.authorize, clock)
  const token = createRateLimit(rates.token, clock)
  const tokenPerGrant = createRateLimit(rates.tokenPerGrant, clock)
  const inspect = createRateLimit(rates.inspect, clock)
  const grantOf = store.statement('SELECT grant_id FROM oidc WHERE model = ? AND id = ?')

  /** All connections of a known vendor share one place; there are few vendors. */
  function place(clientId: string | null): string {
    const known = clientId === null ? undefined : knownClient(clientId)
    if (known) return `known ${known.name}`
    const approved = clientId !== null && (records.get(clientId)?.participant ?? null) !== null
    return approved ? `client ${clientId}` : 'anyone'
  }

  /** The grant behind a code or refresh token that exists. */
  function grantBehind(form: URLSearchParams): string | undefined {
    const code = form.get('code')
    const [model, id] = code
      ? ['AuthorizationCode', code]
      : ['RefreshToken', form.get('refresh_token') ?? '']
    const row = grantOf.get(model, storedId(model, id))
    return row ? String(row['grant_id']) : undefined
  }

  return {
    registration() {
      register.take()
      store.room.require(databaseBytes(limits.registrationBytes))
    },
    authorization(clientId) {
      const key = place(clientId)
      if (!authorize.admits(key) && !lottery.admits(key)) {
        throw new BridgeError('too-many-requests', { seconds: retrySeconds })
      }
      // Its parameters are kept twice: with the sign-in, and with the question to the owner.
      store.room.require(databaseBytes(4 * limits.authorizeCharacters))
    },
    token(form) {
      const grant = grantBehind(form)
      if (grant === undefined) token.take()
      else tokenPerGrant.take(grant)
    },
    inspection: (clientId) => inspect.take(place(clientId)),
  }
}
