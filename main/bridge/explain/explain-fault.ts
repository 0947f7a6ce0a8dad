/** A fault the bridge met at an identity provider, explained: the first row of the table that fits. */
import type { AboutSetUp, Explanation, UpstreamFault } from './fault.ts'
import { matchRows } from './match.ts'
import { providerRows } from './table.ts'

/** The cause of a fault; undefined when the table does not know it. */
export function explainFault(
  fault: UpstreamFault,
  about: AboutSetUp = {},
): Explanation | undefined {
  const [first] = matchRows(providerRows, fault, about)
  return first?.explanation
}
