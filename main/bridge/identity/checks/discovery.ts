/** Reads the discovery document of a provider (OpenID Connect Discovery 1.0 §4) and what it promises. */
import { z } from 'zod'
import { BridgeError } from '../../base/errors.ts'
import { explainFault } from '../../explain/explain-fault.ts'
import { faultFrom, type AboutSetUp, type UpstreamFault } from '../../explain/fault.ts'
import { isLoopback } from '../../base/loopback.ts'
import { readLimited } from '../../base/read-limited.ts'
import { trimEnd } from '../../base/trim-end.ts'

const names = z.array(z.string())

const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url().optional(),
  response_types_supported: names.optional(),
  code_challenge_methods_supported: names.optional(),
  id_token_signing_alg_values_supported: names.optional(),
  token_endpoint_auth_methods_supported: names.optional(),
})
export type Discovery = z.infer<typeof documentSchema>

const timeoutMs = 10_000

/** Throws BridgeError with the explained cause. */
export async function readDiscovery(
  fetch: typeof globalThis.fetch,
  issuer: string,
  about: AboutSetUp,
): Promise<Discovery> {
  const url = `${trimEnd(issuer, '/')}/.well-known/openid-configuration`
  let response: Response
  let text: string
  try {
    // Not followed, as a sign-in does not either: it would lead to an address nobody entered.
    response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    text = await readLimited(response)
  } catch (error) {
    throw explained(faultFrom(error, 'discovery'), about, error)
  }
  // The codes are those openid-client gives the same findings, so that the table has one row each.
  const fault = (code: string, found?: string): BridgeError =>
    explained(
      {
        where: 'discovery',
        status: response.status,
        code,
        ...(found === undefined ? {} : { found }),
      },
      about,
    )
  if (response.status !== 200) throw fault('OAUTH_RESPONSE_IS_NOT_CONFORM')
  const document = documentSchema.safeParse(json(text))
  if (!document.success) throw fault('OAUTH_INVALID_RESPONSE')
  const named = URL.parse(document.data.issuer)?.href
  if (named !== new URL(issuer).href) {
    throw fault('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED', document.data.issuer)
  }
  const { authorization_endpoint: authorize, token_endpoint: token } = document.data
  // Behind a proxy providers often think they are plain; the secret would cross so.
  if (!isLoopback(issuer) && [authorize, token].some((one) => !one.startsWith('https://'))) {
    throw fault('OAUTH_HTTP_REQUEST_FORBIDDEN')
  }
  return document.data
}

/** What the bridge needs and the document denies; what it does not mention is not held against it. */
export function shortcomings(discovery: Discovery): string[] {
  const lacks = (listed: string[] | undefined, ...wanted: string[]): boolean =>
    listed !== undefined && !wanted.some((one) => listed.includes(one))
  return [
    lacks(discovery.response_types_supported, 'code') && 'it does not offer the response type code',
    lacks(discovery.code_challenge_methods_supported, 'S256') && 'it does not offer PKCE with S256',
    lacks(discovery.id_token_signing_alg_values_supported, 'RS256') &&
      'it does not sign ID tokens with RS256',
    lacks(
      discovery.token_endpoint_auth_methods_supported,
      'client_secret_post',
      'client_secret_basic',
      'none',
    ) && 'it takes a client secret neither by POST nor by Basic',
    discovery.jwks_uri === undefined && 'it does not publish its keys',
  ].filter((one) => one !== false)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function explained(fault: UpstreamFault, about: AboutSetUp, cause?: unknown): BridgeError {
  const { code, details } = explainFault(fault, about) ?? {
    code: 'upstream-failed' as const,
    details: { reason: fault.description ?? 'its discovery document could not be read' },
  }
  return new BridgeError(code, details, { cause })
}
