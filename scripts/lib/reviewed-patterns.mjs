/**
 * Patterns the check cannot judge, looked at by hand: why each is harmless all the same. One that is
 * no longer found must go.
 */
export const reviewed = {
  [String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`]:
    'the end of the text always fits, so the first beginning takes the rest and there is no second',
  [String.raw`AC Power:([\s\S]*?)(?:\n\w[^\n]*:|$)`]:
    'the end of the text always fits, and the text is what this computer says of itself',
  [String.raw`(?<!${'`'})(?<ticks>${'`'}{1,2})(?!${'`'})(?<code>[^\n]+?)(?<!${'`'})\k<ticks>(?!${'`'})|\bhttps?:\/\/[^\s<>"${'`'}]+`]:
    'ticks close each other: of one kind only the last in a line has no partner to stop at',
}

/** Files that put a pattern together while the program runs, and why that is harmless. */
export const composed = {
  'main/bridge/explain/rows/network.ts':
    'patterns of that file, each checked by itself, and a host that begins within 20 signs of one',
  'main/bridge/explain/own-errors.ts':
    'sentences of the catalogue; what may stand in them is 200 signs long at most',
  'renderer/views/setup/address/judge-address.ts':
    'one label of a host name, for a value of at most 253 signs',
}
