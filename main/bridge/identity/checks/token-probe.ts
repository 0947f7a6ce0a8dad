/**
 * Whether client id and secret are right, without anybody signing in: the token endpoint is given a
 * made-up code. A provider that knows the client refuses the code (invalid_grant, RFC 6749 §5.2); one
 * that does not refuses the client first.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { explainUpstream } from '../explain/explain.ts'
import {
  faultFrom,
  type AboutSetUp,
  type Explanation,
  type UpstreamFault,
} from '../explain/fault.ts'
import type { Discovery } from './discovery.ts'
import { readLimited } from '../../base/read-limited.ts'

export type TokenAnswer =
  /** The client was let in, the code was not: as it should be. */
  | { kind: 'accepted' }
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
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: randomBytes(24).toString('base64url'),
    redirect_uri: callback,
    code_verifier: randomBytes(32).toString('base64url'),
  })
  const headers = new Headers({ accept: 'application/json' })
  // The way the sign-in itself goes: POST where it is offered, else Basic (OIDC Core §9).
  if (discovery.token_endpoint_auth_methods_supported?.includes('client_secret_post')) {
    body.set('client_id', clientId)
    body.set('client_secret', clientSecret)
  } else {
    const pair = [clientId, clientSecret].map((part) =>
      new URLSearchParams({ '': part }).toString().slice(1),
    )
    headers.set('authorization', `Basic ${Buffer.from(pair.join(':')).toString('base64')}`)
  }
  let fault: UpstreamFault
  try {
    const response = await fetch(discovery.token_endpoint, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    fault = faultOf(response.status, await readLimited(response))
  } catch (error) {
    fault = faultFrom(error, 'token')
  }
  const explanation = explainUpstream(fault, about)
  if (explanation?.code === 'upstream-code-refused' || fault.error === 'invalid_grant') {
    return { kind: 'accepted' }
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
