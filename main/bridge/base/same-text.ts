/** Comparing secrets in constant time, so that how long it takes gives nothing away (CWE-208). */
import { timingSafeEqual } from 'node:crypto'

/** Whether two texts or byte strings are equal. Only their length can be learned from the time it takes. */
export function sameText(presented: string | Uint8Array, expected: string | Uint8Array): boolean {
  const [a, b] = [Buffer.from(presented), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
