/** The one client the bridge is at the provider: what was saved, and the secret from the keychain. */
import { BridgeError } from '../base/errors.ts'
import type { SecretStore } from '../base/ports.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import { trimEnd } from '../base/trim-end.ts'

/** What is kept in the settings. */
export interface Registration {
  provider: 'auth0' | 'oidc'
  issuer: string
  clientId: string
  /** Sent along only where the owner set one. */
  audience: string | null
}

/** Under which the client secret is kept. */
export const clientSecretName = 'identity.client-secret'

/** "Auth0", or the host of another provider. */
export const nameOf = ({ provider, issuer }: Pick<Registration, 'provider' | 'issuer'>): string =>
  provider === 'auth0' ? 'Auth0' : (URL.parse(issuer)?.host ?? issuer)

/** Throws `upstream-incomplete`. */
export function registrationOf({ saved }: Settings['identity']): Registration {
  const missing = (what: string) => new BridgeError('upstream-incomplete', { missing: what })
  if (saved === null) throw missing('the domain')
  if (saved.clientId === '') throw missing('the client id')
  const { provider, issuer, clientId, audience } = saved
  return { provider, issuer, clientId, audience }
}

/** Undefined: a public client, which some providers have. Auth0's regular web application has one. */
export async function clientSecretOf(
  secrets: Pick<SecretStore, 'get'>,
  { provider }: Registration,
): Promise<string | undefined> {
  const secret = await secrets.get(clientSecretName)
  if (secret === undefined && provider === 'auth0') {
    throw new BridgeError('upstream-incomplete', { missing: 'the client secret' })
  }
  return secret
}

export const sameIssuer = (a: string, b: string): boolean => trimEnd(a, '/') === trimEnd(b, '/')
