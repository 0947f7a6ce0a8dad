/** A proxy as a person or a system writes it, as the URL of one that can be used. */

/** `proxy.example:3128` is an http proxy for curl and most others. Undefined for one that cannot be used. */
export function routeOf(text: string): string | undefined {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined
  return url.href
}
