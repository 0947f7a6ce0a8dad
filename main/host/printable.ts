/**
 * Text from clients and models on a terminal: control characters, which could move the cursor or
 * forge lines, are shown as replacement marks; line breaks and tabs stay.
 */
export const printable = (text: string): string =>
  text.replaceAll(/(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
