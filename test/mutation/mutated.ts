import type { Mutant } from './mutant.ts'

/** The text of the file with the mutant in it. Throws when its place is not there, or not one. */
export function mutated(original: string, { file, from, to, why }: Mutant): string {
  const places = original.split(from).length - 1
  if (places !== 1) throw new Error(`${file}: found ${places} times and not once (${why}): ${from}`)
  if (from === to) throw new Error(`${file}: changes nothing (${why})`)
  return original.replace(from, () => to)
}
