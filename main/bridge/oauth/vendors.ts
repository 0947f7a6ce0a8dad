/**
 * Whose product a client is, as far as it shows. Only the known table and a fetched document prove
 * it; for the rest this decides nothing but suggestions and the dialect of an error.
 */
import { isLoopback } from '../base/loopback.ts'
import type { Vendor } from './types.ts'
import { trimEnd } from '../base/trim-end.ts'

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

/** The owner, the vendors, their companies and products: in the name of a stranger they mean nothing. */
const reserved = [
  'owner',
  'drawbridge',
  'chatgpt',
  'openai',
  'codex',
  'claude',
  'anthropic',
  'cursor',
  'anysphere',
  'gemini',
  'google',
  'copilot',
  'microsoft',
  'github',
  'vscode',
  'visualstudio',
]

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

/** Whose page or scheme an address is. */
export function vendorAt(uri: string): Vendor {
  const url = URL.parse(uri)
  return (url && (byScheme[url.protocol] ?? byRedirectOrigin[url.origin])) ?? 'other'
}

/** Letters and digits that are read as others, of Cyrillic, Greek and the like. */
const readAs: Readonly<Record<string, string>> = {
  а: 'a',
  α: 'a',
  ɑ: 'a',
  '4': 'a',
  '@': 'a',
  с: 'c',
  ϲ: 'c',
  ԁ: 'd',
  е: 'e',
  ε: 'e',
  '3': 'e',
  ѕ: 's',
  '5': 's',
  $: 's',
  һ: 'h',
  і: 'i',
  ι: 'i',
  ı: 'i',
  '1': 'l',
  '|': 'l',
  ӏ: 'l',
  '!': 'l',
  ո: 'n',
  η: 'n',
  о: 'o',
  ο: 'o',
  '0': 'o',
  р: 'p',
  ρ: 'p',
  г: 'r',
  т: 't',
  τ: 't',
  '7': 't',
  υ: 'u',
  ս: 'u',
  ν: 'v',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  χ: 'x',
  у: 'y',
  γ: 'y',
  ɡ: 'g',
  ց: 'g',
  м: 'm',
}

/** A name without what does not change how it reads: case, accents, spaces, signs, look-alikes. */
const skeleton = (name: string): string =>
  Array.from(name.normalize('NFKD').toLowerCase())
    .map((letter) => readAs[letter] ?? letter)
    .join('')
    .replaceAll(/[^a-z]/g, '')
    // One more step for pairs that look like one: `rn` as m, `vv` as w, capital I as l.
    .replaceAll('vv', 'w')
    .replaceAll('rn', 'm')
    .replaceAll('i', 'l')

const reservedSkeletons = reserved.map(skeleton)

const readsLikeReserved = (name: string): boolean => {
  const plain = skeleton(name.slice(0, 200))
  return reservedSkeletons.some((word) => plain.includes(word))
}

/** Whom we would suggest the client speaks as: the vendor, else a name made from its own. */
export function suggestParticipant(vendor: Vendor, name: string): string {
  if (vendor !== 'other') return vendor
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const id = trimEnd(words.replace(/^[^a-z]+/, '').slice(0, 32), '-')
  // Nobody is suggested to speak as the owner or, unproven, as a vendor or as what reads like one.
  return id === '' || readsLikeReserved(name) ? 'guest' : id
}
