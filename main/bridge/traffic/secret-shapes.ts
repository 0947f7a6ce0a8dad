/** Secrets that are known by how they look, wherever they stand. */
import { hideSecrets } from '../scan/hide-secrets.ts'

/** What stands in the place of a secret. */
export const dots = '••••••'

/** Looser than what looks before a crossing: here a word too many may go, and not one too few. */
const knownShapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, dots],
  [/\beyJ[\w-]{6,}(?:\.[\w-]*)*/g, dots],
  [/\b(?:sk|pk|rk)[-_][\w-]{8,}/g, dots],
  [/\b(?:gh[opsur]_|github_pat_|glpat-|npm_|pypi-|hf_|dop_v1_|shpat_)[\w-]{8,}/g, dots],
  [/\bxox[a-z]-[\w-]{6,}|\bxapp-[\w-]{6,}/g, dots],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bAIza[\w-]{20,}|\bya29\.[\w.-]+/g, dots],
  // A scheme has an end: looked for without one, a long word costs the square of its length.
  [/(\b[a-z][a-z\d+.-]{0,30}:\/\/)[^\s/@:]*:[^\s/@]+@/gi, `$1${dots}@`],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(\s*[:=]\s*)[^\r\n]+/gi, `$1$2${dots}`],
  [/\b(Bearer|Basic|DPoP)(\s+)(?!\w+=")(?=\S*\d|\S{16})[\w\-.~+/=]{6,}/gi, `$1$2${dots}`],
]

export const hideKnownShapes = (text: string): string =>
  knownShapes.reduce(
    (redacted, [shape, instead]) => redacted.replace(shape, instead),
    hideSecrets(text, dots),
  )

const word = /[\w+/=~-]{20,}/g
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Long runs that no person wrote: keys, hashes, contents in base64. */
export const hideRandom = (text: string): string =>
  text.length < 20 ? text : text.replace(word, hideIfRandom)

/** In a path only the part that is random goes, with what may be broken off it by its own slash. */
function hideIfRandom(run: string): string {
  const parts = run.split('/')
  if (parts.length === 1 || !parts.some((part) => part.length >= 20 && looksRandom(part))) {
    return looksRandom(run) ? dots : run
  }
  return parts.map((part) => (looksRandom(part) ? dots : part)).join('/')
}

/**
 * In words and in names joined of words, a letter is mostly followed by one of its own kind; in what
 * a generator made, digits, small and large letters take turns; the longer, the surer. Identifiers in the form of a UUID are
 * how programs name things, and stay.
 */
function looksRandom(run: string): boolean {
  if (uuid.test(run)) return false
  let changes = 0
  let digitChanges = 0
  let before = kindOf(run.charCodeAt(0))
  for (let index = 1; index < run.length; index += 1) {
    const kind = kindOf(run.charCodeAt(index))
    if (kind !== before && kind !== 'other' && before !== 'other') {
      changes += 1
      if (kind === 'digit' || before === 'digit') digitChanges += 1
    }
    before = kind
  }
  return digitChanges >= 3 || (changes > 0 && changes >= run.length / (run.length < 30 ? 4 : 6))
}

function kindOf(char: number): 'digit' | 'upper' | 'lower' | 'other' {
  if (char >= 97 && char <= 122) return 'lower'
  if (char >= 48 && char <= 57) return 'digit'
  return char >= 65 && char <= 90 ? 'upper' : 'other'
}
