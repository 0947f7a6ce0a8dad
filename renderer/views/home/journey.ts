/** The way a message takes in the picture: from tower to tower, or to and from the middle of the span. */
import type { Journey, Stop } from '../../components/bridge/Crossing.tsx'
import type { LogEntries } from '../../data/shapes.ts'
import { lookOf, towerOf } from '../../participants.ts'

type Entry = Pick<LogEntries[number], 'seq' | 'by' | 'to'>

/**
 * `away`: participants without a tower to go to, because nobody speaks as them any more; what is for
 * them stays on the bridge. Undefined for what passes between people without towers.
 */
export function journeyOf(
  { seq, by, to }: Entry,
  away: (participant: string) => boolean,
): Journey | undefined {
  const from = towerOf(by) ?? 'middle'
  const towers = (to ?? []).flatMap((id) => (away(id) ? [] : (towerOf(id) ?? [])))
  const stops: Stop[] = towers.length > 0 ? [...new Set(towers)] : ['middle']
  if (stops.length === 1 && stops[0] === from) return undefined
  return { seq, hue: lookOf(by).hue, from, to: stops }
}
