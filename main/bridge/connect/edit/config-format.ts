/** What the editing of one file format offers; JSON and TOML implement it. */
import type { ConfigText } from './config-text.ts'

/** The place of the entry, from the root: `['mcpServers', 'drawbridge']`. */
export type EntryPath = readonly [string, ...string[]]

export type EntryValue = string | number | boolean | EntryValue[] | { [key: string]: EntryValue }

export interface ConfigFormat {
  /** The entry as it is; undefined when there is none. Throws `config-unreadable`. */
  read(config: ConfigText, path: EntryPath, file: string): unknown
  /** The text with the entry in it; everything else stays. Throws `config-unreadable`. */
  write(config: ConfigText, path: EntryPath, value: EntryValue, file: string): string
  /** The text without the entry; everything else stays. Throws `config-unreadable`. */
  remove(config: ConfigText, path: EntryPath, file: string): string
}
