/** What the records of a soak say: trends, and what was lost or came twice. No I/O, so that tests can hold it. */
import { median } from '../stats.ts'

export interface Sample {
  /** Milliseconds. */
  at: number
  value: number
}

const minute = 60_000
const longestWarmUp = 10 * minute

/**
 * How much the value rises in a minute: the median of the slopes between all pairs (Theil–Sen), so that
 * the teeth of garbage collection do not tilt it. NaN for fewer than two samples.
 */
export function slopePerMinute(samples: readonly Sample[]): number {
  return median(
    samples.flatMap((one, index) =>
      samples
        .slice(index + 1)
        .filter(({ at }) => at !== one.at)
        .map((other) => ((other.value - one.value) / (other.at - one.at)) * minute),
    ),
  )
}

/** Without the first third, or the first ten minutes of a long run: caches fill and code is compiled. */
export function afterWarmUp(samples: readonly Sample[]): Sample[] {
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0]
  const from = first + Math.min((last - first) / 3, longestWarmUp)
  return samples.filter(({ at }) => at >= from)
}

export const minutesOf = (samples: readonly Sample[]): number =>
  ((samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)) / minute

export interface Missing {
  /** Promised and not found. */
  lost: string[]
  /** Promised or not, found more than once. */
  doubled: string[]
}

/** Holds what was acknowledged against what is there. What is there without a promise is no fault. */
export function findMissing(acknowledged: Iterable<string>, found: Iterable<string>): Missing {
  const times = new Map<string, number>()
  for (const one of found) times.set(one, (times.get(one) ?? 0) + 1)
  return {
    lost: [...new Set(acknowledged)].filter((one) => !times.has(one)),
    doubled: [...times].filter(([, count]) => count > 1).map(([one]) => one),
  }
}
