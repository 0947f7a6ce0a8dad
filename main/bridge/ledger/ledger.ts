/** The ledger: what each client has received of the conversation, entered as it is answered. */
import type { Clock, Log } from '../base/ports.ts'
import type { ChainCheck } from '../conversation/log/log-types.ts'
import type { Store } from '../store/types.ts'
import { createLeaving } from './leaving.ts'
import { createNoteFile, type NoteFileDeps } from './note-file.ts'
import { receivers, seen } from './seen.ts'
import type { LedgerEntry, LedgerReceiver, SeenRequest } from './seen-types.ts'
import type { LedgerWriter } from './types.ts'
import { verifyLedger } from './verify.ts'

export interface Ledger extends LedgerWriter {
  seen(request: SeenRequest): LedgerEntry[]
  receivers(): LedgerReceiver[]
  verify(): Promise<ChainCheck>
  /** Called after rows were added. */
  onChange(listener: () => void): () => void
  /** Nothing can be handed out any more. */
  close(): Promise<void>
}

export interface LedgerDeps extends NoteFileDeps {
  store: Store
  clock: Clock
  log: Log
}

export function createLedger(deps: LedgerDeps): Ledger {
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const { store } = deps
  const notes = createNoteFile(deps)
  const { leaving, soon } = createLeaving({ ...deps, notes, entered: changed })
  return {
    leaving,
    async close() {
      await soon.close()
      await notes.close()
    },
    seen(request) {
      soon.catchUp()
      return seen(store, request)
    },
    receivers() {
      soon.catchUp()
      return receivers(store)
    },
    verify() {
      soon.catchUp()
      return verifyLedger(store)
    },
    onChange(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
