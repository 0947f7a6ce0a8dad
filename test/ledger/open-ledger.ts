/** A ledger over a real conversation, by a clock that is set. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createLedger } from '../../main/bridge/ledger/ledger.ts'
import { notesIn } from '../../main/bridge/ledger/note.ts'
import type { Receiver, Shown } from '../../main/bridge/ledger/types.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import type { Store } from '../../main/bridge/store/types.ts'
import { freshConversation } from '../conversation/fresh-conversation.ts'

export const chatgpt: Receiver = {
  client: 'client-of-chatgpt',
  grant: 'grant-1',
  participant: 'chatgpt',
  name: 'ChatGPT',
  vendor: 'chatgpt',
  via: 'http',
}

export const codex: Receiver = {
  client: 'link:codex-mcp-client',
  grant: '',
  participant: 'codex',
  name: 'codex-mcp-client',
  vendor: 'local',
  via: 'link',
}

/** Beside the database, as a data folder has it. */
export const folderOf = (store: Store): string => dirname(store.db.location() ?? '')

export function ledgerOver(store: Store, start = Date.UTC(2026, 10, 30, 12)) {
  let now = start
  const clock = { now: () => now }
  const ledger = createLedger({ store, clock, log: silentLog, folder: folderOf(store) })
  onTestFinished(() => ledger.close())
  return {
    ...ledger,
    pass(milliseconds: number) {
      now += milliseconds
    },
    /** Has the rows made that are still to be made. */
    makeRows: () => void ledger.receivers(),
    /** An answer that was written whole, and is kept. */
    async give(to: Receiver, call: string, shown: Shown[]) {
      ledger.leaving(to, call, shown)?.end(true)
      await entered(store)
    },
  }
}

/** Every note in the files, also of what is entered by now. */
export const notedIn = (store: Store) =>
  ['answers-1', 'answers-2'].flatMap((name) => [
    ...notesIn(readFileSync(join(folderOf(store), name), 'utf8')).values(),
  ])

/** After everything queued until now is on disk; the rows of it are made a moment later, or when somebody looks. */
export const entered = (store: Store): Promise<void> => store.write(() => {})

export async function freshLedger() {
  const fresh = freshConversation()
  const send = async (text: string) =>
    (await fresh.conversation.send('claude', { to: ['chatgpt'], text })).message
  return { ...fresh, ledger: ledgerOver(fresh.store), send }
}
