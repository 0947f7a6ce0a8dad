/** How much of something was shown, as it is stored. */
import type { Extent } from './types.ts'

const extents: readonly Extent[] = ['name', 'part', 'whole']

export const extentNumber = (extent: Extent): number => extents.indexOf(extent) + 1

export function extentFrom(number: number): Extent {
  const extent = extents[number - 1]
  if (extent === undefined) throw new TypeError(`${number} is no extent`)
  return extent
}

/** An entry of the log and how much of it. */
export type Item = [seq: number, extent: number]
