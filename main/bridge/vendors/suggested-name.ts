/**
 * Names a client may be suggested to speak under. The owner, the vendors and their products mean
 * nothing in the name of a stranger, nor does what only reads like one of them.
 */
import { trimEnd } from '../base/trim-end.ts'
import { vendorFacts, type Vendor } from './facts.ts'

const reserved = ['owner', 'drawbridge', ...vendorFacts.flatMap(({ words }) => words)]

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
