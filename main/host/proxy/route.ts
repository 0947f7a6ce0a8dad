/** A proxy as a person or a system writes it, as the URL of one that can be used. */

/** `proxy.example:3128` is an http proxy for curl and most others. Undefined for one that cannot be used. */
export function routeOf(text: string): string | undefined {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined
  // A percent sign that stands for itself, which people do not escape: Node's client for proxies would fail at each request.
  url.username = url.username.replaceAll(lonePercent, '%25')
  url.password = url.password.replaceAll(lonePercent, '%25')
  return isDecodable(url.username + url.password) ? url.href : undefined
}

const lonePercent = /%(?![\da-f]{2})/gi

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
