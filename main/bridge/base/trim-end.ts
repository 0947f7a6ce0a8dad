/**
 * Cuts certain signs off the end of a text. A pattern like `\.+$` does the same in the square of the
 * length: it starts anew at each dot of a long row that does not end the text.
 */

/** The text without what stands of `signs` at its end. */
export function trimEnd(text: string, signs: string): string {
  let end = text.length
  while (end > 0 && signs.includes(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}
