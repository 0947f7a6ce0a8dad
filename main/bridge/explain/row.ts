/** One row of the explanation table: what is looked for, and the catalogue entry it leads to. */
import type { ErrorCode, ErrorDetails } from '../base/errors.ts'
import type { DashboardPage } from './dashboard.ts'
import type { AboutSetUp, FaultPlace, UpstreamFault } from './fault.ts'

export interface Row {
  code: ErrorCode
  /** Where it can show. Left out: only in words that somebody pasted. */
  where?: readonly FaultPlace[]
  /** All that are named must fit. */
  error?: RegExp
  /** Looked for in the words; a group named `server` is an address the client was given. */
  text?: RegExp
  status?: (status: number) => boolean
  /** The code of openid-client or of Node. */
  thrown?: RegExp
  when?: (about: AboutSetUp) => boolean
  /** Counts only when nothing more exact was found. */
  general?: true
  /** The client asks from the cloud of its maker. */
  cloud?: true
  /** Findings that this one explains better. */
  instead?: readonly ErrorCode[]
  /** Where the next step is done in Auth0's dashboard. */
  page?: DashboardPage
  /** What fills the words in braces of the catalogue's sentences; nothing of it may be secret. */
  details?: (seen: Seen) => ErrorDetails
}

/** What a row was found by. */
export interface Seen {
  /** The groups of `text`; of a row without `text` there are none. */
  match: Match
  /** What `text` matched. */
  words: string
  fault: UpstreamFault
  about: AboutSetUp
}

export interface Match {
  readonly [group: number]: string | undefined
  readonly groups?: Readonly<Record<string, string | undefined>> | undefined
}
