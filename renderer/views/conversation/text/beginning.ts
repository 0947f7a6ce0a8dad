/** Where a long text is folded. */

/** Longer texts are folded; in characters and in lines. */
const LONG = 1600
const LINES = 20
/** Folding away less than this is not worth a press. */
const REST = 200

/** The beginning of a text that is too long to show at once; undefined for any other. */
export function beginningOf(text: string): string | undefined {
  const lines = text.split('\n')
  if (text.length <= LONG + REST && lines.length <= LINES + 4) return undefined
  const short = lines.slice(0, LINES).join('\n').slice(0, LONG)
  // Not in the middle of a word, unless it is one endless word.
  const space = short.length < LONG ? -1 : short.slice(-80).search(/\s\S*$/)
  const cut = space < 0 ? short : short.slice(0, short.length - 80 + space)
  return `${cut.trimEnd()}…`
}
