/** The tenant's one signing key, shared by its domains. */
import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose'
import { randomId } from './new-tenant.ts'

export interface SigningKey {
  kid: string
  privateKey: CryptoKey
  publicKey: CryptoKey
  /** With the private part, for oidc-provider. */
  jwk: JWK
}

export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = randomId(10)
  const jwk = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid }
  return { kid, privateKey, publicKey, jwk }
}
