/** What only stands for a secret: `ghp_xxxx…`, `<your-key>`, `${TOKEN}`, AWS's own `…EXAMPLE`. */

const words =
  /example|placeholder|access-?token|passphrase|your[-_]|[-_]here|change[-_]?me|dummy|redacted|insert|replace|sample|foobar|x{5}|0{8}|1{8}|\*{3}|\.{3}|•{3}|…/i
/** Typed, not made; in a long secret that has more to it, one may come about. */
const typed = /12345678|abcdefgh|deadbeef/i
const longEnough = 40
const stands = /[<>]|\$[{(A-Z_a-z]|\{\{|%[A-Z_]{2,40}%/

/** Whether the text says itself that it is none. */
export const isPlaceholder = (text: string): boolean => saysItIsNone(text) || stands.test(text)

/** Whether it says in words that it is none; `$` and brackets may be part of it. */
export const saysItIsNone = (text: string): boolean =>
  words.test(text) || (text.length < longEnough && typed.test(text))

/** How many different signs a text has. */
export const variety = (text: string): number => new Set(text).size

/** Shannon's entropy by sign, in bits. */
export function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

const digit = /\d/
const small = /[a-z]/
const large = /[A-Z]/

/**
 * A part that a generator made: few signs come often, and there are digits, or large and small letters
 * take turns. Words and names are not so.
 */
export const looksMade = (text: string): boolean =>
  variety(text) >= Math.min(8, text.length / 2) &&
  (digit.test(text) || turns(text) > text.length / 3) &&
  !isPlaceholder(text)

/** How often a small letter follows a large one, or the other way round. */
function turns(text: string): number {
  let count = 0
  for (let at = 1; at < text.length; at += 1) {
    if (small.test(text[at - 1] ?? '') ? large.test(text[at] ?? '') : small.test(text[at] ?? ''))
      count += 1
  }
  return count
}

/** How many kinds of signs: small and large letters, digits, others. */
export const kindsOfSigns = (text: string): number =>
  [digit, small, large, /[!-/:-@[-`{-~]/].filter((kind) => kind.test(text)).length
