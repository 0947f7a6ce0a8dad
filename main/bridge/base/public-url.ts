/** The owner's own address: one spelling, because clients compare issuers byte for byte. */
import { BridgeError } from './errors.ts'

/** `https://name.example` without slash, path or default port. Throws `public-url-invalid`. */
export function publicOrigin(url: string): string {
  const refuse = (reason: string) => new BridgeError('public-url-invalid', { url, reason })
  const parsed = URL.parse(url)
  if (!parsed) throw refuse('it is not a URL')
  if (parsed.protocol !== 'https:') throw refuse('ChatGPT and Claude accept https only')
  if (parsed.username || parsed.password) throw refuse('it must not carry a user name or password')
  if (!['/', '/mcp'].includes(parsed.pathname)) throw refuse('it must not have a path')
  if (parsed.search || parsed.hash) throw refuse('it must not have a query or fragment')
  return parsed.origin
}
