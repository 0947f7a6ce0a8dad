/** The few words of a text that led to a finding, without what could be a secret. */
import { redactText } from '../traffic/redact-text.ts'

const before = 40
const after = 80
const longest = 300

/**
 * The match with the words around it. The text is redacted as a whole first, because what is secret
 * shows by what stands beside it; where that takes the match away, only the match itself is shown.
 */
export function evidenceOf(redacted: string, words: string, pattern = /^/): string {
  const shown = pattern.exec(redacted)
  if (!shown) return clip(redactText(pattern.exec(words)?.[0] ?? ''))
  const from = wordStart(redacted, Math.max(0, shown.index - before))
  const to = wordEnd(redacted, Math.min(redacted.length, shown.index + shown[0].length + after))
  return clip(redacted.slice(from, to))
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.indexOf(' ', at)
  return space < 0 || space > at + before ? at : space + 1
}

function wordEnd(text: string, at: number): number {
  if (at === text.length) return at
  const space = text.lastIndexOf(' ', at)
  return space < at - after ? at : space
}

/** Cut to what a finding shows. */
export const clip = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text
