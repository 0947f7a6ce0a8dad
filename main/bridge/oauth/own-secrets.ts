/** Whether a run of signs is a secret this bridge gave out and keeps as a hash: a code, a refresh token, a client's. */
import type { Store } from '../store/types.ts'
import { hashClientSecret } from './clients/client-secrets.ts'
import { storedId } from './tokens/stored-id.ts'

export function createIsOwnSecret(store: Store): (candidate: string) => boolean {
  const bearers = ['RefreshToken', 'AuthorizationCode'] as const
  const isBearer = (candidate: string): boolean =>
    bearers.some(
      (model) =>
        store
          .statement('SELECT 1 FROM oidc WHERE model = ? AND id = ?')
          .get(model, storedId(model, candidate)) !== undefined,
    )
  const isClientSecret = (candidate: string): boolean =>
    store
      .statement('SELECT 1 FROM oauth_clients WHERE instr(metadata, ?) > 0')
      .get(hashClientSecret(candidate)) !== undefined
  return (candidate) => isBearer(candidate) || isClientSecret(candidate)
}
