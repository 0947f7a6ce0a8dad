/** The shape of a row of the explanation table: a pattern, and the catalogue entry it leads to. */
import type { ErrorCode, ErrorDetails } from '../../base/errors.ts'
import type { DashboardPage } from './dashboard.ts'
import type { AboutSetUp, FaultPlace, UpstreamFault } from './fault.ts'
import { trimEnd } from '../../base/trim-end.ts'

export interface Row {
  code: ErrorCode
  where: readonly FaultPlace[]
  /** All that are named must fit. */
  error?: RegExp
  /** Looked for in the description, or in `error` where a provider puts its words there. */
  text?: RegExp
  status?: (status: number) => boolean
  /** The code of openid-client or of Node. */
  thrown?: RegExp
  when?: (about: AboutSetUp) => boolean
  /** Where the next step is done in Auth0's dashboard. */
  page: DashboardPage | null
  /** What fills the words in braces of the catalogue's sentences. */
  details?: (found: { match: RegExpExecArray | null } & Seen) => ErrorDetails
}

interface Seen {
  fault: UpstreamFault
  about: AboutSetUp
}

/** Text of a provider inside one of our sentences: one line, no stop at the end, not endless. */
export function quoted(text: string | undefined, otherwise: string): string {
  const words = (text ?? '').slice(0, 1_000).replaceAll(/[\s\p{Cc}]+/gu, ' ')
  const line = trimEnd(words.trim(), '.')
  if (line === '') return otherwise
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}

/** The provider's own words for a reason. */
export const reason = ({ fault }: Seen): ErrorDetails => ({
  reason: quoted(fault.description ?? fault.error, 'it gave no reason'),
})
