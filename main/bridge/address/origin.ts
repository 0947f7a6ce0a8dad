/**
 * A base URL the bridge answers on, for example `https://name.trycloudflare.com` or
 * `http://127.0.0.1:7420`: scheme, host and port, no trailing slash. It is the issuer, byte for
 * byte; `${url}/mcp` is the resource.
 */
export interface Origin {
  url: string
  kind: 'loopback' | 'public'
}
