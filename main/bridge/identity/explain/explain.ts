/**
 * The explanation table and its two readers: one for a fault the bridge met, one for text the owner
 * pasted from the provider's own page. Rows are tried from the top; the sentence, the side and the
 * next step are those of the catalogue entry of the row's code.
 */
import { answerRows } from './answer-rows.ts'
import { dashboardLink } from './dashboard.ts'
import type { AboutSetUp, Explanation, UpstreamFault } from './fault.ts'
import { managementRows } from './management-rows.ts'
import { pastedFault } from './pasted.ts'
import type { Row } from './row.ts'
import { signInRows } from './sign-in-rows.ts'

const table: readonly Row[] = [...signInRows, ...answerRows, ...managementRows]

/** The cause of a fault; undefined when the table does not know it. */
export function explainUpstream(
  fault: UpstreamFault,
  about: AboutSetUp = {},
): Explanation | undefined {
  for (const row of table) {
    const explanation = read(row, fault, about)
    if (explanation) return explanation
  }
  return undefined
}

/** Everything a pasted text names, most telling first; empty when the table knows none of it. */
export function explainPage(text: string, about: AboutSetUp = {}): Explanation[] {
  const pasted = pastedFault(text)
  const told = pasted && explainUpstream(pasted, about)
  if (told) return [told]
  const fault: UpstreamFault = { where: 'page', description: text }
  const found = new Map<string, Explanation>()
  for (const row of table) {
    const explanation = row.text ? read(row, fault, about) : undefined
    if (explanation && !found.has(explanation.code)) found.set(explanation.code, explanation)
  }
  // The table tells the two apart by what the bridge sends; the first of them has won.
  if (found.has('auth0-default-audience')) {
    found.delete('auth0-audience-unknown')
    found.delete('auth0-user-access-missing')
  }
  return [...found.values()]
}

function read(row: Row, fault: UpstreamFault, about: AboutSetUp): Explanation | undefined {
  if (!row.where.includes(fault.where)) return undefined
  if (row.when && !row.when(about)) return undefined
  if (row.status && !(fault.status !== undefined && row.status(fault.status))) return undefined
  if (row.error && !row.error.test(fault.error ?? '')) return undefined
  if (row.thrown && !row.thrown.test(fault.code ?? '')) return undefined
  const match = row.text ? row.text.exec(`${fault.error ?? ''} ${fault.description ?? ''}`) : null
  if (row.text && !match) return undefined
  return {
    code: row.code,
    details: row.details?.({ match, fault, about }) ?? {},
    link:
      row.page === null || about.provider === 'oidc'
        ? null
        : dashboardLink(row.page, about.clientId),
  }
}
