/** Redirect addresses as the owner types them, one per line. The bridge judges them in earnest. */

export interface TypedRedirects {
  redirectUris: string[]
  /** The first line that is no address at all. */
  wrong: string | undefined
}

export function redirectsIn(text: string): TypedRedirects {
  const lines = text.split(/\s+/).filter(Boolean)
  return { redirectUris: lines, wrong: lines.find((line) => !isAddress(line)) }
}

const isAddress = (line: string): boolean =>
  /^[a-z][a-z\d+.-]*:\/\/?./i.test(line) && URL.canParse(line)

/** The host people know; for an address without one, its scheme. */
export function hostOf(uri: string): string {
  const url = URL.parse(uri)
  if (!url) return uri
  return url.host === '' ? url.protocol : url.host
}
