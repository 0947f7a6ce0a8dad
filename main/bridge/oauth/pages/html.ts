/**
 * HTML by tagged template: whatever is put into it is escaped, unless it is HTML already. The tag is
 * not called html, because formatters would then change the text.
 */

export interface Html {
  readonly html: string
}

type Value = string | number | Html | readonly Html[] | undefined

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)

/** `undefined` puts in nothing. */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Html {
  const rendered = values.map((value) => render(value))
  return { html: parts.map((part, index) => part + (rendered[index] ?? '')).join('') }
}

function render(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'object') {
    return 'html' in value ? value.html : value.map((item) => item.html).join('')
  }
  return escapeHtml(String(value))
}

/**
 * Text a stranger chose, fit to be shown in one line: no control or direction characters that could
 * make it read differently from what it is.
 */
export function plainLine(text: string, max = 80): string {
  const clean = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return clean.length > max ? `${clean.slice(0, max - 1).trimEnd()}…` : clean
}
