/**
 * Whose product a client is, as far as it shows. Only the known table and a fetched document prove
 * it; for the rest this decides nothing but suggestions and the dialect of an error.
 */
import { isLoopback } from '../base/loopback.ts'
import type { Vendor } from './types.ts'

const byRedirectOrigin: Record<string, Vendor> = {
  'https://chatgpt.com': 'chatgpt',
  'https://claude.ai': 'claude',
  'https://claude.com': 'claude',
  'https://vscode.dev': 'vscode',
  'https://insiders.vscode.dev': 'vscode',
  'https://www.cursor.com': 'cursor',
}

/** A page of one of these vendors. */
export const isVendorOrigin = (webOrigin: string): boolean =>
  Object.hasOwn(byRedirectOrigin, webOrigin)

const byScheme: Record<string, Vendor> = {
  'cursor:': 'cursor',
  'vscode:': 'vscode',
  'vscode-insiders:': 'vscode',
}

/** Editors run here and register addresses on this computer beside those of their makers. */
const editors: ReadonlySet<Vendor> = new Set(['vscode', 'cursor'])

const reserved = ['owner', 'chatgpt', 'claude', 'codex', 'cursor', 'gemini', 'vscode']

const byName: readonly [RegExp, Vendor][] = [
  [/^claude\b/i, 'claude'],
  [/^chatgpt\b/i, 'chatgpt'],
  [/^codex\b/i, 'codex'],
  [/^cursor\b/i, 'cursor'],
  [/^gemini\b/i, 'gemini'],
  [/^visual studio code\b/i, 'vscode'],
]

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
  byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'

function vendorAt(uri: string): Vendor {
  const url = URL.parse(uri)
  return (url && (byScheme[url.protocol] ?? byRedirectOrigin[url.origin])) ?? 'other'
}

/** Whom we would suggest the client speaks as: the vendor, else a name made from its own. */
export function suggestParticipant(vendor: Vendor, name: string): string {
  if (vendor !== 'other') return vendor
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 32)
    .replace(/-+$/, '')
  // Nobody is suggested to speak as the owner or, unproven, as a vendor or as what reads like one.
  const taken = reserved.some((word) => id === word || id.startsWith(`${word}-`))
  return id === '' || taken ? 'guest' : id
}
