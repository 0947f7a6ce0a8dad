/** Whose product a client is, for people. What is not known is not guessed. */
import type { Receiver } from './types.ts'

const byVendor: Readonly<Record<string, string>> = {
  chatgpt: 'OpenAI',
  claude: 'Anthropic',
  codex: 'OpenAI',
  vscode: 'Microsoft',
  cursor: 'Cursor',
  gemini: 'Google',
}

/** Programs of this computer say their name when they connect. */
const byProgram: readonly [RegExp, string][] = [
  [/^(?:claude|anthropic)\b/i, 'Anthropic'],
  [/^(?:codex|chatgpt|openai)\b/i, 'OpenAI'],
  [/^gemini\b/i, 'Google'],
  [/^cursor\b/i, 'Cursor'],
  [/^visual studio code\b/i, 'Microsoft'],
]

/** Null where it is not known. */
export function companyOf({
  vendor,
  via,
  name,
}: Pick<Receiver, 'vendor' | 'via' | 'name'>): string | null {
  if (Object.hasOwn(byVendor, vendor)) return byVendor[vendor] ?? null
  if (via !== 'link') return null
  return byProgram.find(([pattern]) => pattern.test(name))?.[1] ?? null
}
