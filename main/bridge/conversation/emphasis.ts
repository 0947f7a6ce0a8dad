/**
 * Markdown emphasis in text that is shown as plain words, such as titles and search hits: the asterisks
 * around bold words go, those of code (`2**3`, `**kwargs`, `src/**`) stay.
 */

/** A pair on one line: outside of it no letter, digit or path, right inside of it no space. */
const pair = /(?<![\w)\]/*])\*{2,3}(?![\s*/])([^*\n]+)(?<!\s)\*{2,3}(?![\w/*])/g

/** The text without the asterisks of bold words. */
export const withoutEmphasis = (text: string): string =>
  text.includes('**') ? text.replaceAll(pair, '$1') : text
