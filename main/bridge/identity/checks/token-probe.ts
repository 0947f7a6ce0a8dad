/**
 * Whether client id and secret are right, without anybody signing in: the token endpoint is given a
 * made-up code. A provider that knows the client refuses the code (invalid_grant, RFC 6749 §5.2); one
 * that does not refuses the client first.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { authenticate, methodsOffered, refusesClient, type SecretMethod } from '../either-method.ts'
import { explainFault } from '../../explain/explain-fault.ts'
import {
  faultFrom,
  type AboutSetUp,
  type Explanation,
  type UpstreamFault,
} from '../../explain/fault.ts'
import type { Discovery } from './discovery.ts'
import { readLimited } from '../../base/read-limited.ts'

export type TokenAnswer =
  /** The client was let in, the code was not: as it should be. */
  | { kind: 'accepted'; by: SecretMethod; refusedBy: SecretMethod | null }
  | { kind: 'explained'; explanation: Explanation }
  | { kind: 'strange'; said: string }

const answerSchema = z.object({ error: z.string(), error_description: z.string().optional() })
const timeoutMs = 10_000

export async function probeToken(
  fetch: typeof globalThis.fetch,
  discovery: Discovery,
  client: { clientId: string; clientSecret: string; callback: string },
  about: AboutSetUp,
): Promise<TokenAnswer> {
  const { clientId, clientSecret, callback } = client
  const form = {
    grant_type: 'authorization_code',
    code: randomBytes(24).toString('base64url'),
    redirect_uri: callback,
    code_verifier: randomBytes(32).toString('base64url'),
  }
  const ask = (method: SecretMethod): Promise<Response> => {
    const headers = new Headers({ accept: 'application/json' })
    const body = new URLSearchParams(form)
    authenticate(method, { clientId, clientSecret }, headers, body)
    return fetch(discovery.token_endpoint, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
  }
  // The way the sign-in itself goes, the other one included.
  const [first, other] = methodsOffered(discovery.token_endpoint_auth_methods_supported)
  let by = first ?? 'client_secret_basic'
  let refusedBy: SecretMethod | null = null
  let fault: UpstreamFault
  try {
    let response = await ask(by)
    if (other !== undefined && (await refusesClient(response))) {
      const second = await ask(other)
      if (!(await refusesClient(second))) {
        refusedBy = by
        by = other
        response = second
      }
    }
    fault = faultOf(response.status, await readLimited(response))
  } catch (error) {
    fault = faultFrom(error, 'token')
  }
  const explanation = explainFault(fault, about)
  if (explanation?.code === 'upstream-code-refused' || fault.error === 'invalid_grant') {
    return { kind: 'accepted', by, refusedBy }
  }
  if (explanation) return { kind: 'explained', explanation }
  const said = [fault.status, fault.error, fault.description].filter((one) => one !== undefined)
  return { kind: 'strange', said: said.join(' ') }
}

function faultOf(status: number, text: string): UpstreamFault {
  try {
    const { error, error_description: description } = answerSchema.parse(JSON.parse(text))
    return { where: 'token', status, error, ...(description === undefined ? {} : { description }) }
  } catch {
    return { where: 'token', status }
  }
}
