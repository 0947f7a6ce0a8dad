/** What a management token in hand tells: the same comparison the plan is made of. */
import { problemFrom } from '../../explain/problem.ts'
import type { Change } from '../management/change.ts'
import { cannotTell, failed, ok, type Check } from './check.ts'
import type { Look } from './look.ts'

/** By what is read in the tenant; without a token by what can be seen from outside. */
export const byTenant =
  (ids: readonly string[], fromOutside: (look: Look) => Promise<Check>) =>
  async (look: Look): Promise<Check> => {
    const tenant = await look.tenant()
    if (tenant === null) return fromOutside(look)
    if ('changes' in tenant) return judged(tenant.changes, ids)
    const seen = await fromOutside(look)
    // A token that may not read this is told, but does not make worse what is known anyhow.
    return seen.state === 'cannot-tell' ? cannotTell(seen.detail, problemFrom(tenant.error)) : seen
  }

function judged(changes: readonly Change[], ids: readonly string[]): Check {
  const ours = changes.filter(({ id }) => ids.includes(id.split(':')[0] ?? ''))
  if (ours.length === 0) {
    const [first] = changes
    return first?.state === 'failed'
      ? cannotTell('This shows once the application is right.', first.problem)
      : ok('Nothing to set.')
  }
  const wrong = ours.filter(({ cures }) => cures !== null)
  const [worst] = wrong
  const listed = (list: Change[]): string =>
    list
      .map(
        ({ what, before, after }) =>
          `${what}: ${before ?? 'none'}${before === after ? '' : `, should be ${after}`}`,
      )
      .join('; ')
  return worst?.cures ? failed(worst.cures, `${listed(wrong)}.`) : ok(`${listed(ours)}.`)
}
