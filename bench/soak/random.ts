/** Chance that a seed repeats: each part of the soak draws from a stream of its own. */
import { createHash } from 'node:crypto'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export interface Random {
  /** A whole number from `from` up to and including `to`. */
  between(from: number, to: number): number
  pick<T>(choices: readonly [T, ...T[]]): T
  bytes(count: number): Buffer
}

/** The same `seed` and `stream` always draw the same, whatever the other streams do. */
export function createRandom(seed: number, stream: string): Random {
  const start = createHash('sha256').update(`${seed} ${stream}`).digest().readInt32LE()
  const generator = xoroshiro128plus(start)
  const between = (from: number, to: number) => uniformInt(generator, from, to)
  return {
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => between(0, 255))),
  }
}
