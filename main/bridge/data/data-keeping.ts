/** What the owner can do with the data folder as a whole: one thing at a time. */
import type { Conversation } from '../conversation/types.ts'
import type { Purged } from '../conversation/log/log-types.ts'
import { BridgeError } from '../base/errors.ts'
import type { Audit } from '../oauth/audit.ts'
import type { Clock } from '../base/ports.ts'
import type { Tasks } from '../base/tasks.ts'
import { makeBackup, removeUnfinishedBackups, type Backup, type BackupDeps } from './backup.ts'
import { makeDiagnostics, type DiagnosticsDeps } from './diagnostics.ts'
import { requestReset } from './reset.ts'

export interface DataKeeping {
  backup(): Promise<Backup>
  purge(request: { olderThanDays: number; oldVersions: boolean }): Promise<Purged>
  /** Throws `invalid-input` unless it is confirmed. The bridge then ends. */
  reset(confirm: string): Promise<{ movedTo: string }>
  diagnostics(): Promise<{ fileName: string; text: string }>
}

export interface DataKeepingDeps {
  backup: BackupDeps
  diagnostics: DiagnosticsDeps
  purge: Conversation['purge']
  tasks: Pick<Tasks, 'run'>
  audit: Pick<Audit, 'record'>
  clock: Clock
  /** Lets go of what would outlive the bridge, before everything is moved aside. */
  endAddress: () => Promise<void>
  /** Ends the bridge, after the answer has left. */
  requestStop: () => void
}

const dayMs = 86_400_000
const damagedToo = ' The database is damaged, and so is this copy: keep your older backups.'

export function createDataKeeping(deps: DataKeepingDeps): DataKeeping {
  const { tasks, audit, clock } = deps
  const { dataDir } = deps.backup
  // What a killed backup left behind does not wait for the next one: keys may be in it.
  let last: Promise<unknown> = removeUnfinishedBackups(dataDir).catch(() => {})

  /** A purge must not take away what a backup is about to copy. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }

  return {
    backup: () =>
      inTurn(async () => {
        const made = await tasks.run(
          'backup',
          'Back up the data folder',
          (task) => makeBackup(deps.backup, task),
          ({ path, damage }) => `The backup is in ${path}.${damage === null ? '' : damagedToo}`,
        )
        audit.record('data.backed-up', null, { bytes: made.bytes })
        return made
      }),

    purge: ({ olderThanDays, oldVersions }) =>
      inTurn(async () => {
        const before = clock.now() - olderThanDays * dayMs
        const purged = await deps.purge({ before, oldVersions })
        if (purged.entries + purged.contents > 0) audit.record('data.purged', null, { ...purged })
        return purged
      }),

    reset: (confirm) =>
      inTurn(async () => {
        if (confirm !== 'RESET') {
          throw new BridgeError('invalid-input', { problem: 'Write RESET to confirm.' })
        }
        const movedTo = await requestReset(dataDir, clock)
        audit.record('data.reset', null)
        await deps.endAddress()
        deps.requestStop()
        return { movedTo }
      }),

    diagnostics: () => makeDiagnostics(deps.diagnostics),
  }
}
