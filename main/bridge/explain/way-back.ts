/**
 * The address a browser ended on. When it is the way back to a client, the error in it is the
 * answer of the bridge and not of an identity provider (RFC 6749 §4.1.2.1, RFC 9207).
 */
import { isVendorOrigin } from '../vendors/guess.ts'
import { redactText } from '../traffic/redact-text.ts'
import { finding, type AboutBridge, type Finding } from './finding.ts'
import { trimEnd } from '../base/trim-end.ts'

export function wayBackToClient(text: string, { mcpUrls }: AboutBridge): Finding | undefined {
  for (const [address] of text.matchAll(/https?:\/\/[^\s"'<>]+/g)) {
    const url = URL.parse(address)
    const error = url?.searchParams.get('error')
    if (!url || !error) continue
    const issuer = url.searchParams.get('iss')
    const ours = issuer !== null && mcpUrls.includes(`${issuer}/mcp`)
    if (!ours && !isVendorOrigin(url.origin)) continue
    return fromAnswer(error, url.searchParams.get('error_description'), url.host)
  }
  return undefined
}

/** The error of an authorization response, as the bridge sends it. */
export function fromAnswer(error: string, description: string | null, to: string): Finding {
  const reason = trimEnd(redactText((description ?? error).slice(0, 200)), '.')
  const evidence = `The browser came back to ${to} with ${redactText(error.slice(0, 80))}: ${reason}`
  if (error === 'access_denied') return finding('client-denied', { client: 'the client' }, evidence)
  return finding('sign-in-failed', { reason }, evidence)
}
