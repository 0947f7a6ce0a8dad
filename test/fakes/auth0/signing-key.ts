/** The tenant's one signing key, shared by its domains. */
import { exportJWK, importPKCS8, importSPKI, type CryptoKey, type JWK } from 'jose'
import { readyKeyPair } from '../ready-keys.ts'
import { randomId } from './new-tenant.ts'

export interface SigningKey {
  kid: string
  privateKey: CryptoKey
  publicKey: CryptoKey
  /** With the private part, for oidc-provider. */
  jwk: JWK
}

export async function createSigningKey(): Promise<SigningKey> {
  const made = await readyKeyPair()
  const pkcs8 = made.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const spki = made.publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const extractable = { extractable: true }
  const privateKey = await importPKCS8(pkcs8, 'RS256', extractable)
  const publicKey = await importSPKI(spki, 'RS256', extractable)
  const kid = randomId(10)
  const jwk = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid }
  return { kid, privateKey, publicKey, jwk }
}
