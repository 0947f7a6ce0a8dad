/** Secrets as they really look, for tests that put them everywhere. */
import { createHash } from 'node:crypto'
import * as fc from 'fast-check'

/** Hashed, because fast-check likes zeros and a generator of secrets does not. */
const bytes = (length: number) =>
  fc.nat().map((seed) => createHash('sha512').update(String(seed)).digest().subarray(0, length))
const base64url = (length: number) => bytes(length).map((b) => b.toString('base64url'))
const hex = (length: number) => bytes(length).map((b) => b.toString('hex'))
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Whatever stands under a name that says it is secret, short and plain as it may be. */
export const namedSecret = fc.oneof(
  base64url(8),
  hex(8),
  fc.stringMatching(/^[a-z]{6,12}[0-9]{0,4}$/),
)

const jwt = fc
  .tuple(base64url(4), base64url(64))
  .map(
    ([jti, signature]) => `${part({ alg: 'RS256', typ: 'at+jwt' })}.${part({ jti })}.${signature}`,
  )

/** What is known by its prefix or form. */
export const shapedSecret = fc.oneof(
  jwt,
  base64url(12).map((rest) => `sk-ant-${rest}`),
  base64url(12).map((rest) => `sk-proj-${rest}`),
  hex(18).map((rest) => `ghp_${rest}`),
  base64url(18).map((rest) => `github_pat_${rest}`),
  base64url(12).map((rest) => `xoxb-${rest}`),
  hex(12).map((rest) => `glpat-${rest}`),
)

/** Random enough to be known by nothing else. */
export const randomSecret = fc.oneof(base64url(32), hex(24))

export const secretNames = [
  'access_token',
  'refresh_token',
  'id_token',
  'code',
  'code_verifier',
  'client_secret',
  'registration_access_token',
  'device_code',
  'user_code',
  'password',
  'client_assertion',
  'csrf',
  'apiKey',
  'accessToken',
  'clientSecret',
  'session_id',
  'launch_token',
]
