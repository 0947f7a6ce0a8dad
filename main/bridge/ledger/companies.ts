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

/** What programs call themselves. */
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
  // A program of this computer has been set up by the owner; whoever signs in may take any name.
  return via === 'link' ? byName(name) : null
}

/** Whose product a client only says it is, by its name; null where that is known, or it says nothing of it. */
export const claimedCompany = (of: Pick<Receiver, 'vendor' | 'via' | 'name'>): string | null =>
  companyOf(of) === null ? byName(of.name) : null

const byName = (name: string): string | null =>
  byProgram.find(([pattern]) => pattern.test(name))?.[1] ?? null
