/**
 * A one-time Management API token is looked at before it is used: for which tenant, until when, what
 * it may do. It is decoded and not verified; Auth0 does that, and refuses what is forged.
 */
import { z } from 'zod'
import { BridgeError } from '../../base/errors.ts'
import { isLoopback } from '../../base/loopback.ts'

export interface ManagementToken {
  value: string
  /** The canonical domain of the tenant it is for. */
  domain: string
  /** Where the Management API of that tenant is: its audience. */
  apiUrl: string
  expiresAt: number
  scopes: string[]
}

const claimsSchema = z.object({
  aud: z.union([z.string(), z.array(z.string())]),
  /** Up to the last day a Date knows. */
  exp: z.number().min(0).max(8.64e12),
  scope: z.string().default(''),
})

/** Everything "do it for me" needs, without an API. */
export const neededScopes = [
  'create:clients',
  'read:clients',
  'update:clients',
  'read:connections',
  'update:connections',
  'read:tenant_settings',
] as const

/** What an API with an identifier needs on top. */
export const apiScopes = [
  'create:resource_servers',
  'read:resource_servers',
  'update:resource_servers',
  'create:client_grants',
  'read:client_grants',
  'update:client_grants',
] as const

/** Throws `auth0-token-unreadable` or `auth0-token-expired`, with the exact reason. */
export function readManagementToken(pasted: string, now: number): ManagementToken {
  const value = pasted.trim().replace(/^bearer\s+/i, '')
  const claims = decode(value)
  const apiUrl = [claims.aud].flat().find((audience) => audience.endsWith('/api/v2/'))
  const url = apiUrl === undefined ? null : URL.parse(apiUrl)
  if (apiUrl === undefined || !url || !isApi(url)) {
    throw unreadable(`it is for ${[claims.aud].flat().join(' and ')}, not for a Management API`)
  }
  const expiresAt = claims.exp * 1000
  if (expiresAt <= now) {
    throw new BridgeError('auth0-token-expired', { expired: new Date(expiresAt).toISOString() })
  }
  return {
    value,
    domain: url.host,
    apiUrl,
    expiresAt,
    scopes: claims.scope.split(' ').filter(Boolean),
  }
}

/** Throws `auth0-token-scopes` naming all that are missing. */
export function requireScopes(
  { scopes }: Pick<ManagementToken, 'scopes'>,
  needed: readonly string[],
): void {
  const missing = needed.filter((scope) => !scopes.includes(scope))
  if (missing.length > 0) throw new BridgeError('auth0-token-scopes', { scopes: missing.join(' ') })
}

function decode(value: string): z.infer<typeof claimsSchema> {
  const parts = value.split('.')
  if (/[^\w.-]/.test(value)) throw unreadable('it holds characters no token has, such as spaces')
  if (parts.length === 5) throw unreadable('it is encrypted (five parts)')
  if (parts.length !== 3) throw unreadable('it does not have three parts with dots between them')
  let payload: unknown
  try {
    payload = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'))
  } catch {
    throw unreadable('its middle part is damaged, perhaps cut off')
  }
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) throw unreadable('it does not say for what and until when it is')
  return claims.data
}

/** The token goes where it says, so never in clear, and nowhere but to the API itself. */
const isApi = ({ href, origin, protocol }: URL): boolean =>
  href === `${origin}/api/v2/` && (protocol === 'https:' || isLoopback(href))

const unreadable = (reason: string): BridgeError =>
  new BridgeError('auth0-token-unreadable', { reason })
