/** A page that crashed is loaded again; one that keeps crashing is not. */
import type { Clock } from '../bridge/base/ports.ts'

const most = 3
const withinMs = 60_000

/** True as long as it may be tried again. */
export function createReloadLimit(clock: Clock): () => boolean {
  let crashes: number[] = []
  return () => {
    const now = clock.now()
    crashes = [...crashes.filter((at) => now - at < withinMs), now]
    return crashes.length <= most
  }
}
