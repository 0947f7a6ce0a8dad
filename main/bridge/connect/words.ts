/** What the owner reads about a client that is set up, and about what was undone. */
import type { MethodResult } from '../../contract.ts'
import type { Undone } from './edit/undo-edit.ts'

export const sentences: Record<
  MethodResult<'connect.list'>[number]['state'],
  (name: string) => string
> = {
  connected: (name) => `${name} is connected.`,
  'set-up': (name) => `${name} is set up and has not connected yet. Restart it.`,
  stale: (name) => `${name} has an entry that does not lead here. Set it up again.`,
  'not-set-up': (name) => `${name} is not set up yet.`,
  unreadable: (name) => `The settings of ${name} cannot be read.`,
  unknown: () => 'Addresses and command for any MCP client.',
}

export const signedIn = (name: string): string =>
  `${name} has signed in. There is no public address now, so it cannot reach the bridge from the internet.`

export const wasApproved = (name: string): string => `${name} is approved but has not called yet.`

export const wasLinked = (name: string): string =>
  `${name} was linked on this computer; its link is closed now.`

export const undoneWords: Record<Undone, (file: string) => string> = {
  restored: (file) => `${file} is byte for byte as it was before.`,
  removed: (file) => `${file} was removed: it was not there before.`,
  'entry-removed': (file) =>
    `The entry was removed from ${file}; what others have written there since is left alone.`,
  'entry-restored': (file) =>
    `The entry in ${file} is what it was before; what others have written there since is left alone.`,
  'not-there': (file) => `The entry is no longer in ${file}, so there was nothing to remove.`,
}

export const cleanWords = (client: string, rejected: string): string =>
  `${client} cannot read the file as it is (${rejected}). It is written without what ${client} rejects; a copy of the previous file is kept.`
