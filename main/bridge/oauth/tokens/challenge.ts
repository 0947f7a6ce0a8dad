/** The WWW-Authenticate value that leads a client from /mcp to sign-in (RFC 6750 §3, RFC 9728 §5.1). */
import { paths } from '../paths.ts'
import type { Origin } from '../../address/origin.ts'
import { scopes } from '../types.ts'

export interface ChallengeError {
  error: string
  description: string
  scope?: string
}

export function challenge(origin: Origin, error?: ChallengeError): string {
  const parameters: [string, string][] = [
    ['resource_metadata', `${origin.url}${paths.protectedResource}/mcp`],
    ['scope', error?.scope ?? scopes.join(' ')],
  ]
  if (error) parameters.push(['error', error.error], ['error_description', error.description])
  return `Bearer ${parameters.map(([name, value]) => `${name}="${quotable(value)}"`).join(', ')}`
}

/** RFC 6750 §3: printable ASCII without quotation mark and backslash. */
const quotable = (value: string): string => value.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'")
