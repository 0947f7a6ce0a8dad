/** A bridge to raise and lower by hand, where there are no settings. */
import type { Crossing } from '../../main/bridge/mcp/crossing.ts'

export interface FakeCrossing extends Crossing {
  move(to: 'raised' | 'lowered'): void
  /** How many listen. */
  listening(): number
}

export function fakeCrossing(): FakeCrossing {
  let position: 'raised' | 'lowered' = 'lowered'
  const listeners = new Set<() => void>()
  return {
    get: () => position,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    listening: () => listeners.size,
    move(to) {
      position = to
      for (const listener of listeners) listener()
    },
  }
}
