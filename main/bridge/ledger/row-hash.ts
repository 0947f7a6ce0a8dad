/**
 * The hash of a row: it covers the row before it, who received what and how, and the hash of the
 * entry of the conversation it is about, so that a row can be no row about anything else.
 */
import { hash } from 'node:crypto'
import { hex } from '../conversation/log/chain.ts'
import type { Receiver } from './types.ts'

export interface HashedRow {
  number: number
  seq: number
  extent: number
  perhaps: number
  at: number
  day: number
}

/** The part that is the same for all rows of a source, as JSON. */
export const whoOf = (
  { client, grant, participant, name, vendor, via }: Receiver,
  call: string,
): string => JSON.stringify([client, grant, participant, name, vendor, via, call])

/** `who` as `whoOf` gives it. */
export function rowHash(
  previous: Uint8Array,
  who: string,
  { number, seq, extent, perhaps, at, day }: HashedRow,
  about: Uint8Array,
): Buffer {
  // An array in JSON, put together here because most of it is there already.
  const row = `["${hex(previous)}",${number},${who},${seq},${extent},${perhaps},${at},${day},"${hex(about)}"]`
  return hash('sha256', row, 'buffer')
}
