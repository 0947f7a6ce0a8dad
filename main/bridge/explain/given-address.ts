/** Whether the address a client was given is one of this bridge, and one that it can reach. */
import { isLoopback } from '../base/loopback.ts'
import { redactUrl } from '../traffic/redact-fields.ts'
import { finding, type AboutBridge, type Finding } from './finding.ts'

const privateHost =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[(?:::1|f[cd]|fe80))|\.(?:local|lan|internal|home)$/i

/** `cloud`: the client asks from the computers of its maker. */
export function aboutAddress(
  given: string,
  { mcpUrls }: AboutBridge,
  cloud: boolean,
): Finding | undefined {
  const url = URL.parse(given)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const asked = redactUrl(given)
  const evidence = `The client was given ${asked}.`
  if (cloud && privateHost.test(url.hostname)) {
    return finding('client-local-address', { asked }, evidence)
  }
  const [address] = mcpUrls
  if (address === undefined || mcpUrls.includes(given)) return undefined
  const own = mcpUrls.some((known) => URL.parse(known)?.host === url.host)
  if (own) return finding('client-wrong-path', { asked, address }, evidence)
  // Without a public address now, nothing tells whether this was one.
  if (isLoopback(address)) return undefined
  return finding('client-old-address', { asked, address }, evidence)
}
