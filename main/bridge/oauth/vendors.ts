/**
 * Whose product a client is, as far as it shows. Only the known table and a fetched document prove
 * it; for the rest this decides nothing but suggestions and the dialect of an error.
 */
import { isLoopback } from './redirect-uris.ts'
import type { Vendor } from './types.ts'

const byRedirectHost: Record<string, Vendor> = {
  'chatgpt.com': 'chatgpt',
  'claude.ai': 'claude',
  'claude.com': 'claude',
  'vscode.dev': 'vscode',
  'insiders.vscode.dev': 'vscode',
}

const byScheme: Record<string, Vendor> = {
  'cursor:': 'cursor',
  'vscode:': 'vscode',
  'vscode-insiders:': 'vscode',
}

const reserved = new Set(['owner', ...Object.values(byRedirectHost), ...Object.values(byScheme)])

const byName: readonly [RegExp, Vendor][] = [
  [/^claude\b/i, 'claude'],
  [/^chatgpt\b/i, 'chatgpt'],
  [/^codex\b/i, 'codex'],
  [/^cursor\b/i, 'cursor'],
  [/^gemini\b/i, 'gemini'],
  [/^visual studio code\b/i, 'vscode'],
]

/**
 * A guess from where it goes back to. The name it gives itself counts only when that is this
 * computer: a website of someone else must not be suggested as ChatGPT because it says so.
 */
export function guessVendor(name: string, redirectUris: readonly string[]): Vendor {
  for (const uri of redirectUris) {
    const url = URL.parse(uri)
    const vendor = url && (byScheme[url.protocol] ?? byRedirectHost[url.hostname])
    if (vendor) return vendor
  }
  if (!redirectUris.every((uri) => isLoopback(uri))) return 'other'
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
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
  // Nobody is suggested to speak as the owner or, unproven, as one of the vendors.
  return id === '' || reserved.has(id) ? 'guest' : id
}
