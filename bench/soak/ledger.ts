/** What the honest sides were promised and what they saw, and how long each call took. */

export type SideName = 'claude' | 'chatgpt'

export interface Ledger {
  /** Texts of letters whose sending was answered, by recipient. Each text is written only once. */
  sent: Record<SideName, string[]>
  /** Texts as they were read, as often as they were read. */
  read: Record<SideName, string[]>
  /** What each side got whole, as the bridge's own ledger must have it. */
  received: Record<SideName, Set<string>>
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
  received: { claude: new Set(), chatgpt: new Set() },
  written: [],
  times: new Map(),
  serverErrors: [],
  faults: [],
  repeated: 0,
})

/** Received whole by a side: a message by its id, a file by its name and version. */
export const receivedLine = (side: string, id: string, version: number | null = null): string =>
  `${side} ${id}${version === null ? '' : ` version ${version}`}`

/** Everything both sides received until now. */
export const allReceived = ({ received }: Ledger): string[] => [
  ...received.claude,
  ...received.chatgpt,
]

/** One version of one file, spelt as both an answer and the export can be. */
export const versionLine = (file: { name: string; version: number; sha256: string }): string =>
  `${file.name} version ${file.version} ${file.sha256}`
