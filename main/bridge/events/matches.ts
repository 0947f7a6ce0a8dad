/** Whether a fact is what a subscription asked for. */
import type { Fact, Filter } from './types.ts'

const rank: Readonly<Record<string, number>> = { low: 0, normal: 1, high: 2 }

export function matches(filter: Filter, { about }: Pick<Fact, 'about'>): boolean {
  return Object.entries(filter).every(([key, wanted]) =>
    key === 'importance'
      ? (rank[String(about[key])] ?? 0) >= (rank[wanted] ?? 0)
      : about[key] === wanted,
  )
}
