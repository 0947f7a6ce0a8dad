/** How long the tunnel waits before it tries again. */

/** A step of a list that stays at its last entry, ± 20 % so that many computers do not march in step. */
export function backoff(steps: readonly number[], attempt: number, random = Math.random): number {
  const base = steps[Math.min(attempt, steps.length - 1)] ?? 0
  return Math.round(base * (0.8 + random() * 0.4))
}
