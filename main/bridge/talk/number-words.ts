/** "Seven" and "7.0" as "7": numbers that people and models spell in more than one way. */
const words = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** The word as digits when it is a number, without needless zeros; any other word as it is. */
export function similarNumber(word: string): string {
  const spelt = words.indexOf(word)
  if (spelt >= 0) return String(spelt)
  // Only short ones: a long row of digits is an id, and would lose digits as a number.
  const [, digits, percent = ''] = /^([+-]?\d{1,9}(?:\.\d{1,6})?)(%?)$/.exec(word) ?? []
  return digits === undefined ? word : `${Number(digits)}${percent}`
}
