/**
 * How the owner brings a seat to the talk: a line to paste into its app, and a link that opens the app
 * with the line in it, where one is known; for a program of the terminal, a command.
 * docs/working-together.md says who promises which link.
 */
import type { ClientPresence, ParticipantPresence } from '../presence/types.ts'

export interface Nudge {
  line: string
  href: string | null
  command: string | null
}

interface App {
  name: RegExp
  /** Only when it came by a link of this computer, or only when it did not. */
  local?: boolean
  /** What the line is put behind, encoded. */
  href?: string
  command?: (line: string) => string
}

/** Apps by how their client calls itself; the more special first. */
const apps: App[] = [
  {
    name: /claude[ -]?code/i,
    href: 'claude-cli://open?q=',
    command: (line) => `claude ${shellWord(line)}`,
  },
  {
    name: /codex/i,
    href: 'codex://new?prompt=',
    command: (line) => `codex ${shellWord(line)}`,
  },
  { name: /opencode/i, command: (line) => `opencode --prompt ${shellWord(line)}` },
  { name: /gemini/i, command: (line) => `gemini -i ${shellWord(line)}` },
  { name: /chatgpt|openai/i, href: 'https://chatgpt.com/?q=' },
  // The program on this computer; otherwise it may be the web page or a telephone.
  { name: /claude/i, local: true, href: 'claude://claude.ai/new?q=' },
  { name: /claude/i, href: 'https://claude.ai/new?q=' },
]

/** `talk` has an id and a title. The client seen last decides which app is meant. */
export function nudgeFor(
  talk: { id: string; title: string },
  participant: string,
  presence: Pick<ParticipantPresence, 'clients'>,
): Nudge {
  const line = `Continue the Drawbridge talk "${talk.title.replaceAll('"', "'")}": call join_talk.`
  return bringBack(line, participant, presence)
}

/** The ways to put a line into the app of a participant. */
export function bringBack(
  line: string,
  participant: string,
  presence: Pick<ParticipantPresence, 'clients'>,
): Nudge {
  const [newest] = presence.clients.toSorted((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0))
  const isLocal = newest?.id.startsWith('link:') ?? false
  const app = appCalled(newest?.name ?? '', isLocal) ?? appCalled(participant, isLocal)
  return {
    line,
    href: app?.href === undefined ? null : `${app.href}${encodeURIComponent(line)}`,
    command: app?.command?.(line) ?? null,
  }
}

const appCalled = (called: ClientPresence['name'], isLocal: boolean): App | undefined =>
  apps.find(({ name, local }) => name.test(called) && (local === undefined || local === isLocal))

/** In single quotes a shell takes every character as it is. */
const shellWord = (line: string): string => `'${line.replaceAll("'", String.raw`'\''`)}'`
