/**
 * The two legs at the provider: the address a browser is sent to, and the code it brings back turned
 * into a person. Only the ID token counts: an opaque or encrypted access token is never looked at.
 */
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { BridgeError } from '../base/errors.ts'
import { about, type Connected } from './connection.ts'
import { upstreamError } from './faults.ts'
import type { LoginSecrets } from './sealed.ts'
import type { Person } from './types.ts'

export interface Way {
  url: string
  state: string
  secrets: LoginSecrets
}

/** A fresh state, nonce and verifier (RFC 7636 S256), and the address that carries what it may. */
export async function wayThere(connected: Connected, callback: string): Promise<Way> {
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const { audience } = connected.registration
  const url = buildAuthorizationUrl(connected.configuration, {
    redirect_uri: callback,
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(audience !== null && { audience }),
  })
  return { url: url.href, state, secrets: { verifier, nonce } }
}

/** Who came back. Throws BridgeError with the explained cause. */
export async function personFrom(
  connected: Connected,
  callback: string,
  query: URLSearchParams,
  { verifier, nonce }: LoginSecrets,
): Promise<Person> {
  // The callback as it is registered, whatever address a proxy saw: it is sent to the token endpoint.
  const back = new URL(`${callback}?${query}`)
  try {
    const tokens = await authorizationCodeGrant(connected.configuration, back, {
      expectedState: query.get('state') ?? '',
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new BridgeError('upstream-token-missing')
    const { iss, sub } = claims
    return { issuer: iss, subject: sub, name: nameIn(claims) }
  } catch (error) {
    throw upstreamError(error, 'token', about(connected.registration, callback))
  }
}

/** For people to recognise; an e-mail address among them identifies nobody. */
function nameIn(claims: Record<string, unknown>): string | null {
  const found = ['name', 'nickname', 'preferred_username', 'email']
    .map((claim) => claims[claim])
    .find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof found === 'string' ? found.trim().slice(0, 100) : null
}
