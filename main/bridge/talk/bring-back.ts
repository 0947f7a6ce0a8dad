/**
 * How the owner brings a seat to the talk: a line to paste into its app, and a link that opens the app
 * with the line in it, where one is known; for a program of the terminal, a command.
 * docs/working-together.md says who promises which link.
 */
import type { ClientPresence, ParticipantPresence } from '../presence/types.ts'
import { appLinks, type AppLink } from '../vendors/app-links.ts'

export interface Nudge {
  line: string
  href: string | null
  command: string | null
}

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

const appCalled = (called: ClientPresence['name'], isLocal: boolean): AppLink | undefined =>
  appLinks.find(
    ({ name, local }) => name.test(called) && (local === undefined || local === isLocal),
  )
