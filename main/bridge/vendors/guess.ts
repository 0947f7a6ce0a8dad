/**
 * Whose product a client is, as far as it shows. Only the known table and a fetched document prove
 * it; for the rest this decides nothing but suggestions and the dialect of an error.
 */
import { isLoopback } from '../base/loopback.ts'
import { vendorFacts, type Vendor } from './facts.ts'

const byRedirectOrigin = new Map<string, Vendor>(
  vendorFacts.flatMap(({ vendor, origins }) => origins.map((origin) => [origin, vendor] as const)),
)

const byScheme = new Map<string, Vendor>(
  vendorFacts.flatMap(({ vendor, schemes = [] }) =>
    schemes.map((scheme) => [scheme, vendor] as const),
  ),
)

/** Editors run here and register addresses on this computer beside those of their makers. */
const editors: ReadonlySet<Vendor> = new Set(
  vendorFacts.filter(({ isEditor }) => isEditor).map(({ vendor }) => vendor),
)

const callingPages: ReadonlySet<string> = new Set(
  vendorFacts.flatMap(({ callsFrom = [] }) => callsFrom),
)

/** A page of one of the vendors. */
export const isVendorOrigin = (webOrigin: string): boolean => byRedirectOrigin.has(webOrigin)

/** A vendor's web application that calls `/mcp` from the page itself. */
export const isCallingPage = (webOrigin: string): boolean => callingPages.has(webOrigin)

/**
 * A guess from where it may go back to: the vendor whom every one of the addresses belongs to, for
 * one address of somebody else is enough to fetch the code there. The name it gives itself counts
 * only when all of them are this computer.
 */
export function guessVendor(name: string, redirectUris: readonly string[]): Vendor {
  const elsewhere = redirectUris.filter((uri) => !isLoopback(uri))
  if (elsewhere.length === 0) return vendorNamed(name)
  const [vendor = 'other', ...others] = new Set(elsewhere.map(vendorAt))
  if (others.length > 0) return 'other'
  return elsewhere.length === redirectUris.length || editors.has(vendor) ? vendor : 'other'
}

/** The same for a client the owner entered, with the addresses of several vendors perhaps. */
export function guessVendorByHand(name: string, redirectUris: readonly string[]): Vendor {
  const named = vendorNamed(name)
  return named === 'other' ? guessVendor(name, redirectUris) : named
}

const vendorNamed = (name: string): Vendor =>
  vendorFacts.find(({ named }) => named.test(name))?.vendor ?? 'other'

/** Whose page or scheme an address is. */
export function vendorAt(uri: string): Vendor {
  const url = URL.parse(uri)
  return (url && (byScheme.get(url.protocol) ?? byRedirectOrigin.get(url.origin))) ?? 'other'
}
