/**
 * The hash of a row: it covers the row before it, who received what and how, and the hash of the
 * entry of the conversation it is about, so that a row can be no row about anything else.
 */
import { digestOf, hex } from '../conversation/chain.ts'
import type { Source } from './sources.ts'

export interface HashedRow {
  number: number
  seq: number
  extent: number
  perhaps: number
  at: number
  day: number
}

export function rowHash(
  previous: Uint8Array,
  { client, grant, participant, name, vendor, via, call }: Source,
  { number, seq, extent, perhaps, at, day }: HashedRow,
  about: Uint8Array,
): Buffer {
  const who = [client, grant, participant, name, vendor, via, call]
  return digestOf([hex(previous), number, who, seq, extent, perhaps, at, day, hex(about)])
}
