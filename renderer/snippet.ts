/** The line of text around a hit, with its hits told apart from the rest. */

/** How the bridge marks a hit: private characters, which nobody mistakes for markup. */
const START = '\u{E000}'
const END = '\u{E001}'

export interface SnippetPart {
  text: string
  hit: boolean
}

/** The stretches of a snippet in their order. */
export function snippetParts(snippet: string): SnippetPart[] {
  return snippet
    .split(START)
    .flatMap((piece, i) => {
      // Before the first mark there is no hit; every other piece begins with one.
      if (i === 0) return [{ text: piece, hit: false }]
      const [hit = '', ...rest] = piece.split(END)
      return [
        { text: hit, hit: true },
        { text: rest.join(''), hit: false },
      ]
    })
    .filter(({ text }) => text !== '')
}

/** The snippet without its marks. */
export const plainSnippet = (snippet: string): string =>
  snippetParts(snippet)
    .map(({ text }) => text)
    .join('')
