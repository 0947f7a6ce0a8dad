/** Writes down each wake as it begins and as it ends, and tells who shows them. */
import { BridgeError } from '../base/errors.ts'
import type { Clock } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import { placeOf, type Cause } from './causes.ts'
import type { Door, Wake } from './types.ts'
import {
  endWake,
  insertWake,
  interruptWakes,
  listWakes,
  readWake,
  type WakeEnd,
} from './wake-rows.ts'

type End = Omit<WakeEnd, 'at'>

export interface WakeLog {
  /** Without a cause: a test. */
  begin(participant: string, door: Door, cause: Cause | null): Promise<number>
  end(id: number, how: End): Promise<void>
  get(id: number): Wake
  list(request?: { participant?: string | undefined; limit?: number | undefined }): Wake[]
  /** What an earlier bridge left unfinished. */
  interrupt(): Promise<void>
  changed(): void
  onChange(listener: () => void): () => void
}

export function createWakeLog({ store, clock }: { store: Store; clock: Clock }): WakeLog {
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  return {
    async begin(participant, door, cause) {
      const about = cause && placeOf(cause)
      const at = clock.now()
      const id = await insertWake(store, {
        participant,
        door,
        cause: cause?.kind ?? 'test',
        about,
        at,
      })
      changed()
      return id
    },
    async end(id, how) {
      await endWake(store, id, { ...how, at: clock.now() })
      changed()
    },
    get: (id) => readWake(store, id),
    list: ({ participant, limit = 50 } = {}) => listWakes(store, { participant, limit }),
    async interrupt() {
      await interruptWakes(store)
    },
    changed,
    onChange(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}

export function asError(thrown: unknown): BridgeError {
  if (thrown instanceof BridgeError) return thrown
  const problem = thrown instanceof Error ? thrown.message : String(thrown)
  return new BridgeError('wake-failed', { program: 'The application', problem })
}

/** An attempt that came to nothing. */
export function failed(thrown: unknown, calls = 0): End {
  const { code, message } = asError(thrown)
  return { outcome: 'failed', error: code, detail: message, calls }
}
