/**
 * The check of access tokens. A token is verified once; after that its claims come from memory, and
 * every call still asks whether it expired, was revoked, or lost its grant or client. So
 * the check costs no I/O and a revocation counts on the next request.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { decodeProtectedHeader, errors as joseErrors, jwtVerify, type JWTPayload } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../base/ports.ts'
import { shownName, type ClientRecord, type ClientRecords } from '../clients/client-records.ts'
import type { DeniedTokens } from './denied-tokens.ts'
import type { Grants } from './grants.ts'
import type { SigningKeys } from './keys.ts'
import { resourceOf } from '../paths.ts'
import { provenVendor } from '../clients/proven-vendor.ts'
import type { Origin } from '../../address/origin.ts'
import type { Vendor } from '../../vendors/facts.ts'
import type { TokenCheck } from '../types.ts'

/** What an access token says (RFC 9068 §2.2), with `gid`, the grant it came from. */
const accessTokenClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  client_id: z.string(),
  scope: z.string().default(''),
  jti: z.string(),
  iat: z.number(),
  exp: z.number(),
  gid: z.string(),
})
export type AccessTokenClaims = z.infer<typeof accessTokenClaims>

/** `clientId`: of a token this bridge did make, whose it was. */
interface Refused {
  ok: false
  reason: string
  clientId?: string | undefined
}

export type ClaimsCheck = { ok: true; claims: AccessTokenClaims } | Refused

export interface AccessTokens {
  verify(origin: Origin, token: string): TokenCheck | Promise<TokenCheck>
  /** The claims of a token that is good right now: for introspection and revocation. */
  claims(origin: Origin, token: string): Promise<ClaimsCheck>
}

export interface AccessTokensDeps {
  keys: Pick<SigningKeys, 'publicJwk'>
  grants: Pick<Grants, 'isAlive' | 'participantOf' | 'scopesOf' | 'readsOf'>
  denied: Pick<DeniedTokens, 'has'>
  records: Pick<ClientRecords, 'get' | 'used'>
  clock: Clock
}

interface Seen {
  claims: AccessTokenClaims
  /** What the token says. */
  scopes: ReadonlySet<string>
  /** What the grant still allowed when it was last compared, and what remained of both. */
  allowed?: ReadonlySet<string>
  effective?: ReadonlySet<string>
  /** What its client proves, by the record it was found out of. */
  proven?: { record: ClientRecord; vendor: Vendor }
}

const maxSeen = 2_000

export function createAccessTokens(deps: AccessTokensDeps): AccessTokens {
  const { keys, grants, denied, records, clock } = deps
  const seen = new Map<string, Seen>()
  const imported = new Map<string, KeyObject>()

  /** Keys are imported once. A kid that is not published has no key (RFC 7515 §4.1.4). */
  function keyFor(kid: unknown): KeyObject | undefined {
    const jwk = typeof kid === 'string' ? keys.publicJwk(kid) : undefined
    if (!jwk?.kid) return undefined
    let key = imported.get(jwk.kid)
    if (!key) {
      key = createPublicKey({ key: jwk, format: 'jwk' })
      imported.set(jwk.kid, key)
    }
    return key
  }

  async function examine(origin: Origin, token: string): Promise<Seen | Refused> {
    try {
      const key = keyFor(decodeProtectedHeader(token).kid)
      if (!key) return refused('it was not signed by this bridge')
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['RS256'],
        typ: 'at+jwt',
        issuer: origin.url,
        audience: resourceOf(origin.url),
        currentDate: new Date(clock.now()),
      })
      const claims = asClaims(payload)
      if (!claims) return refused('it is not an access token of this bridge')
      return { claims, scopes: new Set(claims.scope.split(' ').filter(Boolean)) }
    } catch (error) {
      return refused(reasonOf(error), ownerIn(error))
    }
  }

  /** Everything that can change after the signature was checked. */
  function problem({ claims }: Seen): string | undefined {
    if (claims.exp * 1_000 <= clock.now()) return 'expired'
    if (denied.has(claims.jti) || !grants.isAlive(claims.gid)) return 'revoked'
    return undefined
  }

  /** The owner may have taken scopes away since the token was made; compared once per change. */
  function effectiveScopes(entry: Seen): ReadonlySet<string> {
    const allowed = grants.scopesOf(entry.claims.gid) ?? new Set()
    if (entry.effective && entry.allowed === allowed) return entry.effective
    const effective = new Set([...entry.scopes].filter((scope) => allowed.has(scope)))
    Object.assign(entry, { allowed, effective })
    return effective
  }

  function provenBy(entry: Seen, record: ClientRecord): Vendor {
    if (entry.proven?.record !== record) {
      entry.proven = { record, vendor: provenVendor(record) }
    }
    return entry.proven.vendor
  }

  function answer(entry: Seen): TokenCheck {
    const reason = problem(entry)
    const { claims } = entry
    if (reason !== undefined) return refused(reason, claims.client_id)
    const record = records.get(claims.client_id)
    const participant = grants.participantOf(claims.gid)
    if (!record || record.participant === null || participant === undefined) {
      return refused('revoked', claims.client_id)
    }
    records.used(record)
    return {
      ok: true,
      token: {
        clientId: record.clientId,
        clientName: shownName(record),
        vendor: record.vendor,
        provenVendor: provenBy(entry, record),
        grant: claims.gid,
        participant,
        scopes: effectiveScopes(entry),
        reads: grants.readsOf(claims.gid),
        expiresAt: claims.exp,
      },
    }
  }

  async function admit(origin: Origin, token: string): Promise<TokenCheck> {
    const entry = await examine(origin, token)
    if ('ok' in entry) return entry
    const check = answer(entry)
    if (check.ok) {
      if (seen.size >= maxSeen) {
        const [oldest] = seen.keys()
        if (oldest !== undefined) seen.delete(oldest)
      }
      seen.set(token, entry)
    }
    return check
  }

  return {
    verify(origin, token) {
      const entry = seen.get(token)
      // A token is made for one origin; at another it is examined, and found to be wrong there.
      if (entry?.claims.iss !== origin.url) return admit(origin, token)
      const check = answer(entry)
      if (!check.ok) seen.delete(token)
      return check
    },
    async claims(origin, token) {
      const entry = await examine(origin, token)
      if ('ok' in entry) return entry
      const reason = problem(entry)
      if (reason !== undefined) return refused(reason)
      const scope = [...effectiveScopes(entry)].join(' ')
      return { ok: true, claims: { ...entry.claims, scope } }
    },
  }
}

function asClaims(payload: JWTPayload): AccessTokenClaims | undefined {
  const claims = accessTokenClaims.safeParse(payload)
  return claims.success ? claims.data : undefined
}

const refused = (reason: string, clientId?: string): Refused => ({ ok: false, reason, clientId })

/** The signature of an expired token has been checked before its time was. */
function ownerIn(error: unknown): string | undefined {
  return error instanceof joseErrors.JWTExpired ? asClaims(error.payload)?.client_id : undefined
}

/** In words that help and give nothing away. */
function reasonOf(error: unknown): string {
  if (error instanceof joseErrors.JWTExpired) return 'expired'
  if (error instanceof joseErrors.JWTClaimValidationFailed) {
    return error.claim === 'iss' || error.claim === 'aud'
      ? 'it was made for another address'
      : 'it is not an access token of this bridge'
  }
  return 'it was not signed by this bridge'
}
