/** How one kind of client is found and set up. Each kind is one file of facts beside this one. */
import type { MethodResult } from '../../../contract.ts'
import type { ConfigFormat, EntryPath, EntryValue } from '../edit/config-format.ts'
import type { JsonReader } from '../edit/json-reader.ts'
import type { Surroundings } from '../surroundings.ts'

export type ClientKindId = MethodResult<'connect.list'>[number]['id']
export type GuideStep = MethodResult<'connect.guide'>['steps'][number]

/** What a client can be pointed to. */
export interface Way {
  /** The MCP address that reaches the bridge from the internet; null while there is none. */
  publicUrl: string | null
  /** The MCP address on this computer. */
  localUrl: string
  /** Starts the stdio link that speaks as this client; the desktop app needs a word in its environment. */
  link: { command: string; args: string[]; env?: Record<string, string> | undefined }
}

/** A file of the client in which its servers are listed. */
export interface ConfigRoute {
  format: ConfigFormat
  path: EntryPath
  /** What the client rejects of what people write into it, where that is known. */
  reader?: JsonReader
  /** Every file it may be, the one that counts first; more than one where installers differ. */
  files(surroundings: Surroundings): Promise<string[]>
  entry(way: Way): EntryValue
  /** What the owner has to do for the client to see it. */
  afterwards: string
}

/** The client's own command for adding a server. */
export interface CommandRoute {
  program: string
  add(way: Way): string[]
  remove: string[]
  /** Exits with 0 when the server is known to it. */
  afterwards: string
}

export interface ClientKind {
  id: ClientKindId
  name: string
  /** Whom it speaks as over the link; null for clients that sign in. */
  speaksAs: string | null
  /** What it calls itself in `initialize`, where others speak as the same participant. */
  linkName?: RegExp
  /** Folders, files and programs any of which says that it is installed; none for a website. */
  signs(surroundings: Surroundings): { paths: string[]; programs: string[] }
  config?: ConfigRoute
  command?: CommandRoute
  /** Opens the client with everything filled in; null when the address it needs is not there. */
  deepLink?(way: Way): string | null
  /** By hand, with the texts of its screens. */
  steps(way: Way): GuideStep[]
  /** Vendor and names by which its requests are recognised among registered clients. */
  recognises(client: { vendor: string; name: string; redirectUris: string[] }): boolean
}

export const entryName = 'drawbridge'

export const step = (text: string, more: Partial<GuideStep> = {}): GuideStep => ({
  text,
  open: null,
  copy: [],
  ...more,
})

/** A local server as most clients write it. */
export const stdioEntry = ({ link }: Way): { [key: string]: EntryValue } => ({
  command: link.command,
  args: link.args,
  ...(link.env && { env: link.env }),
})

/** The environment as options of a client's own command: `-e NAME=value`. */
export const envOptions = ({ link }: Way, option: string): string[] =>
  Object.entries(link.env ?? {}).flatMap(([name, value]) => [option, `${name}=${value}`])

/** What a person types into a form for a local server. */
export const stdioCopies = ({ link }: Way): GuideStep['copy'] => [
  { label: 'Command', value: link.command },
  { label: 'Arguments', value: link.args.map(quoted).join(' ') },
  ...Object.entries(link.env ?? {}).map(([label, value]) => ({ label, value })),
]

export const quoted = (word: string): string =>
  /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll(/(["\\$`])/g, '\\$1')}"`
