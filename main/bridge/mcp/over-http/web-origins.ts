/**
 * Which web pages may call /mcp. Requests without Origin come from programs and are fine; a page of
 * a foreign site is refused (MCP basic/transports: Origin MUST be validated), also when DNS
 * rebinding makes it look local.
 */

import type { ServerResponse } from 'node:http'
import { isLoopback } from '../../base/loopback.ts'
import { isCallingPage } from '../../vendors/guess.ts'

/** `own` is the origin the request came to. */
export function admitsWebOrigin(webOrigin: string, own: string): boolean {
  if (isCallingPage(webOrigin) || webOrigin === own) return true
  // A page served by a program on this computer (the Inspector) may use the loopback origin.
  return isLoopback(own) && isLoopback(webOrigin)
}

/** CORS for the admitted page alone; the challenge must be readable for it to sign in. */
export function allowWebOrigin(webOrigin: string, res: ServerResponse): void {
  res.setHeader('access-control-allow-origin', webOrigin)
  res.setHeader('vary', 'Origin')
  res.setHeader('access-control-allow-methods', 'POST, OPTIONS')
  res.setHeader(
    'access-control-allow-headers',
    'authorization, content-type, mcp-protocol-version, mcp-method, mcp-name, mcp-session-id',
  )
  res.setHeader(
    'access-control-expose-headers',
    'www-authenticate, mcp-session-id, mcp-protocol-version',
  )
}
