/** Values of jsonc-parser's SyntaxKind, a const enum that cannot be imported one module at a time. */
export const token = {
  closeBrace: 2,
  closeBracket: 4,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  end: 17,
}
