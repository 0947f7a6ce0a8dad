/** The engine: which rows of a table fit what was met, from the top, each as an explanation. */
import { dashboardLink } from './dashboard.ts'
import type { AboutSetUp, Explanation, UpstreamFault } from './fault.ts'
import type { Match, Row } from './row.ts'

export interface Fit {
  row: Row
  explanation: Explanation
  match: Match
}

/** Every row that fits; read lazily, so that whoever wants the first one pays for no more. */
export function* matchRows(
  rows: readonly Row[],
  fault: UpstreamFault,
  about: AboutSetUp,
): Generator<Fit> {
  const text = [fault.error, fault.description].filter(Boolean).join(' ')
  for (const row of rows) {
    if (!fits(row, fault, about)) continue
    const match = row.text?.exec(text)
    if (row.text && !match) continue
    const seen = { match: match ?? {}, words: match?.[0] ?? '', fault, about }
    const explanation = {
      code: row.code,
      details: row.details?.(seen) ?? {},
      link: linkOf(row, about),
    }
    yield { row, explanation, match: seen.match }
  }
}

/** Everything but the text, which is looked for last because it costs most. */
function fits(row: Row, fault: UpstreamFault, about: AboutSetUp): boolean {
  if (!(row.where ?? pastedOnly).some((place) => isThere(place, fault.where))) return false
  if (row.when && !row.when(about)) return false
  if (row.status && !(fault.status !== undefined && row.status(fault.status))) return false
  if (row.error && !row.error.test(fault.error ?? '')) return false
  return !row.thrown || row.thrown.test(fault.code ?? '')
}

const pastedOnly = ['pasted'] as const

/** What somebody pasted may be from the provider's own page. */
const isThere = (place: string, met: string): boolean =>
  place === met || (met === 'pasted' && place === 'page')

const linkOf = ({ page }: Row, { provider, clientId }: AboutSetUp): string | null =>
  page === undefined || provider === 'oidc' ? null : dashboardLink(page, clientId)
