/**
 * A pasted message as plain words in one line: pages show typographic quotes and break lines where
 * they like, consoles escape, chats quote, and web pages copy invisible characters along.
 */

const entities: Record<string, string> = {
  quot: '"',
  apos: "'",
  '#34': '"',
  '#39': "'",
  '#x27': "'",
  '#x2f': '/',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  amp: '&',
}

export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/&(#?\w{2,5});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replaceAll(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '')
    .replaceAll(/[‘’‚‛′´]/g, "'")
    .replaceAll(/[“”„‟″«»]/g, '"')
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/(?<!\\)\\+(["'/])/g, '$1')
    .replaceAll(/(?<!\\)\\+[nrt](?![a-z]{2})/g, ' ')
    .replaceAll(/^[ \t]*(?:>[ \t]?)+/gm, '')
    .replaceAll(/`|\*\*/g, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}
