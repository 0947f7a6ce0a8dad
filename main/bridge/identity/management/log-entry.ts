/** One entry of the tenant log, told: what it means, and what to do where there is something to do. */
import { dashboardLink } from '../../explain/dashboard.ts'
import { explainFault } from '../../explain/explain-fault.ts'
import type { AboutSetUp, Explanation } from '../../explain/fault.ts'
import { logEvents } from './log-events.ts'
import { problemOf, type Problem } from '../../explain/problem.ts'
import { quoted } from '../../explain/quoted.ts'

export interface LogEntry {
  type: string
  description: string
}

export function explainLogEntry(
  { type, description }: LogEntry,
  about: AboutSetUp,
): { meaning: string; problem: Problem | null } {
  const event = logEvents[type]
  if (!event) return { meaning: `Auth0 calls it "${type}".`, problem: null }
  if (event.code === undefined) return { meaning: event.meaning, problem: null }
  // What the description says is more exact than the kind of the entry.
  const exact = type === 'ss' ? undefined : byDescription(type, description, about)
  const general: Explanation = {
    code: event.code,
    details: {
      reason: quoted(description, 'no reason is given'),
      error: 'login_required',
      audience: quoted(about.audience ?? undefined, 'of an API'),
      wait: '',
    },
    link: event.page === undefined ? null : dashboardLink(event.page, about.clientId),
  }
  return { meaning: event.meaning, problem: problemOf(exact ?? general) }
}

function byDescription(
  type: string,
  description: string,
  about: AboutSetUp,
): Explanation | undefined {
  const exchange = type === 'feacft'
  // Of a failed exchange the log tells the answer of the token endpoint, without its error code.
  const refused = exchange && /^unauthorized$/i.test(description.trim())
  return explainFault(
    { where: exchange ? 'token' : 'page', description, ...(refused && { error: 'access_denied' }) },
    about,
  )
}
