/**
 * What a client's file was before it was changed, so that the change can be undone. The
 * copies lie in the data folder, with the time in their name; one record says which one is the newest.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../../base/atomic-file.ts'
import type { Clock } from '../../base/ports.ts'
import { sha256 } from './config-file.ts'
import type { EntryValue } from './config-format.ts'

const recordSchema = z.object({
  file: z.string(),
  /** Null: there was no file. */
  backup: z.string().nullable(),
  /** Of what was written. */
  written: z.string().nullable(),
  /** The entry as it was written; records of before do not have it. */
  entry: z.unknown().optional(),
  at: z.string(),
})
const recordsSchema = z.record(z.string(), recordSchema)
export type BackupRecord = z.infer<typeof recordSchema>

/** What is kept of a change: the file, and its bytes before and after. */
interface KeptEdit {
  file: string
  before: Buffer | undefined
  after: Buffer | undefined
  /** Our entry as it was written. */
  entry: EntryValue | undefined
}

export interface Backups {
  /** Keeps the bytes of before; call ahead of writing. Gives the path of the copy. */
  keep(client: string, edit: KeptEdit): Promise<string | null>
  newest(client: string): Promise<BackupRecord | undefined>
  forget(client: string): Promise<void>
}

export function createBackups(deps: { dataDir: string; clock: Clock }): Backups {
  const folder = join(deps.dataDir, 'client-backups')
  const recordPath = join(folder, 'newest.json')

  async function records(): Promise<Record<string, BackupRecord>> {
    try {
      return recordsSchema.parse(JSON.parse(await readFile(recordPath, 'utf8')))
    } catch {
      return {}
    }
  }
  async function save(all: Record<string, BackupRecord>): Promise<void> {
    await writeFileAtomically(recordPath, `${JSON.stringify(all, null, 2)}\n`)
  }

  return {
    async keep(client, { file, before, after, entry }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const at = new Date(deps.clock.now()).toISOString()
      const backup = before
        ? join(folder, `${client}-${at.replaceAll(/[:.]/g, '-')}-${basename(file)}`)
        : null
      if (backup && before) await writeFileAtomically(backup, before)
      const record = { file, backup, written: sha256(after), entry, at }
      await save({ ...(await records()), [client]: record })
      return backup
    },
    newest: async (client) => (await records())[client],
    async forget(client) {
      const { [client]: _undone, ...rest } = await records()
      await save(rest)
    },
  }
}
