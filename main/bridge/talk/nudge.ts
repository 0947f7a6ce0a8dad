/**
 * How the owner brings a seat to the talk: a line to paste into its app, and a link that opens the app
 * with the line in it, where one is known; for a program of the terminal, a command.
 */
import type { ParticipantPresence } from '../presence/types.ts'

export interface Nudge {
  line: string
  href: string | null
  command: string | null
}

/** Apps by how their client calls itself; the more special first. */
const apps: {
  name: RegExp
  href?: (line: string) => string
  command?: (line: string) => string
}[] = [
  { name: /claude[ -]?code/i, command: (line) => `claude ${shellWord(line)}` },
  { name: /codex/i, command: (line) => `codex ${shellWord(line)}` },
  { name: /opencode/i, command: (line) => `opencode --prompt ${shellWord(line)}` },
  { name: /gemini/i, command: (line) => `gemini -i ${shellWord(line)}` },
  {
    name: /chatgpt|openai/i,
    href: (line) => `https://chatgpt.com/?q=${encodeURIComponent(line)}`,
  },
  { name: /claude/i, href: (line) => `https://claude.ai/new?q=${encodeURIComponent(line)}` },
]

/** `talk` has an id and a title. The client seen last decides which app is meant. */
export function nudgeFor(
  talk: { id: string; title: string },
  participant: string,
  presence: Pick<ParticipantPresence, 'clients'>,
): Nudge {
  const line = `Continue the Drawbridge talk "${talk.title.replaceAll('"', "'")}": call join_talk.`
  const [newest] = presence.clients.toSorted((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0))
  const app =
    apps.find(({ name }) => name.test(newest?.name ?? '')) ??
    apps.find(({ name }) => name.test(participant))
  return {
    line,
    href: app?.href?.(line) ?? null,
    command: app?.command?.(line) ?? null,
  }
}

/** In single quotes a shell takes every character as it is. */
const shellWord = (line: string): string => `'${line.replaceAll("'", String.raw`'\''`)}'`
