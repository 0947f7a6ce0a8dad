/**
 * Codes and tokens are their own ids in oidc-provider. They are stored under their SHA-256, so that
 * a copy of the database lets nobody in (they are random, so a plain hash is enough).
 */
import { hash } from 'node:crypto'
import type { AdapterPayload } from 'oidc-provider'

const bearers: ReadonlySet<string> = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken'])

/** The id a row of this model is kept under. */
export const storedId = (model: string, id: string): string =>
  bearers.has(model) ? hash('sha256', id, 'base64url') : id

/** The payload as it may lie on disk: oidc-provider repeats the id as `jti`. */
export function storedPayload(model: string, payload: AdapterPayload): AdapterPayload {
  if (!bearers.has(model)) return payload
  const { jti: _bearer, ...rest } = payload
  return rest
}

/** The payload as oidc-provider gave it, for whoever presents the id. */
export const presentedPayload = (
  model: string,
  id: string,
  payload: AdapterPayload,
): AdapterPayload => (bearers.has(model) ? { ...payload, jti: id } : payload)
