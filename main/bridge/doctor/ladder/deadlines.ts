/**
 * How long the vendors wait. Claude's are documented (10 s for discovery, registration and tokens,
 * 30 s for a refresh); OpenAI publishes none, so ChatGPT is held to the same. Calls: 60 s were seen
 * to complete with both, more is not known.
 */

export type Wait = 'discovery' | 'registration' | 'token' | 'refresh' | 'page' | 'call'

const waits: Record<Wait, number> = {
  discovery: 10_000,
  registration: 10_000,
  token: 10_000,
  refresh: 30_000,
  // A browser, and a person in front of it.
  page: 30_000,
  call: 60_000,
}

export const deadlineOf = (wait: Wait): number => waits[wait]
