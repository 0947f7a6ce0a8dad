/** What the honest sides were promised and what they saw, and how long each call took. */

export type SideName = 'claude' | 'chatgpt'

export interface Ledger {
  /** Texts of letters whose sending was answered, by recipient. Each text is written only once. */
  sent: Record<SideName, string[]>
  /** Texts as they were read, as often as they were read. */
  read: Record<SideName, string[]>
  /** Versions of files whose writing was answered. */
  written: string[]
  /** Milliseconds of the answered calls of each tool. */
  times: Map<string, number[]>
  /** HTTP answers of 500 and above, to anybody. */
  serverErrors: string[]
  /** What an honest side should not have met. */
  faults: string[]
  /** Calls that the kill took the answer of, made again. */
  repeated: number
}

export const createLedger = (): Ledger => ({
  sent: { claude: [], chatgpt: [] },
  read: { claude: [], chatgpt: [] },
  written: [],
  times: new Map(),
  serverErrors: [],
  faults: [],
  repeated: 0,
})

/** One version of one file, spelt as both an answer and the export can be. */
export const versionLine = (file: { name: string; version: number; sha256: string }): string =>
  `${file.name} version ${file.version} ${file.sha256}`
