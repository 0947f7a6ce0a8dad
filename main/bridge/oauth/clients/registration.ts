/**
 * Dynamic client registration (RFC 7591), in front of oidc-provider: size, form, redirect addresses,
 * what real clients leave out, and room for the new one. Open to everyone, and therefore worth
 * nothing: a registration can do nothing until the owner approves it.
 */
import type { IncomingMessage } from 'node:http'
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import { acceptableMetadata, type Metadata } from './client-metadata.ts'
import type { ClientRecord, ClientRecords } from './client-records.ts'
import type { Limits } from '../limits.ts'
import { redirectUriProblem } from './redirect-uris.ts'
import { isObject } from '../../base/is-object.ts'
import { hasContentType, readBody } from '../request-body.ts'

export interface RegistrationDeps {
  records: ClientRecords
  clock: Clock
  limits: Limits
}

/** An error in the words of RFC 7591 §3.2.2. */
export interface RegistrationRefusal {
  error: 'invalid_redirect_uri' | 'invalid_client_metadata'
  error_description: string
}

export type RegistrationBody = { metadata: Metadata } | { refusal: RegistrationRefusal }

/** Reads a registration request. Throws for what is not a JSON object of sensible size. */
export async function readRegistration(
  req: IncomingMessage,
  limits: Limits,
): Promise<RegistrationBody> {
  if (!hasContentType(req, 'application/json')) {
    throw new BridgeError('unsupported-media-type', { expected: 'application/json' })
  }
  const given = parse(await readBody(req, limits.registrationBytes))
  const uris: unknown = given['redirect_uris']
  if (!Array.isArray(uris) || uris.length === 0) {
    return refusal('invalid_redirect_uri', 'redirect_uris must be a list with at least one address')
  }
  if (uris.length > 20) return refusal('invalid_redirect_uri', 'redirect_uris has too many members')
  const judged = (uris as unknown[]).map((uri) => ({ uri, problem: redirectUriProblem(uri) }))
  // A client that names its callback of every editor is let in with those that can be.
  const fit = judged.filter(({ problem }) => problem === undefined).map(({ uri }) => uri)
  const [first] = judged
  if (fit.length === 0) {
    return refusal(
      'invalid_redirect_uri',
      `${String(first?.uri).slice(0, 200)}: ${first?.problem ?? ''}`,
    )
  }
  const name = given['client_name']
  if (typeof name === 'string' && name.length > 200) {
    return refusal('invalid_client_metadata', 'client_name is longer than 200 characters')
  }
  return { metadata: acceptableMetadata({ ...given, redirect_uris: fit }) }
}

/**
 * Makes room for one more unapproved registration. Only those that had their time give way; the
 * rate limit sees to it that a flood cannot fill the quota with younger ones.
 */
export async function makeRoomForRegistration(deps: RegistrationDeps): Promise<void> {
  const { records, clock, limits } = deps
  const unapproved = records.all().filter(isUnapproved)
  if (unapproved.length < limits.unapprovedRegistrations) return
  const settled = clock.now() - limits.registrationSettledSeconds * 1_000
  const [oldest] = unapproved
    .filter(({ createdAt }) => createdAt <= settled)
    .sort((a, b) => a.createdAt - b.createdAt)
  if (!oldest) throw new BridgeError('registration-quota')
  await records.remove(oldest.clientId)
}

export const isUnapproved = ({ registeredBy, participant }: ClientRecord): boolean =>
  registeredBy === 'registered' && participant === null

const refusal = (
  error: RegistrationRefusal['error'],
  error_description: string,
): RegistrationBody => ({ refusal: { error, error_description } })

function parse(body: Buffer): Metadata {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (isObject(value)) return value
  } catch {
    // falls through to the same answer
  }
  throw new BridgeError('malformed-request', { reason: 'the body is not a JSON object' })
}
