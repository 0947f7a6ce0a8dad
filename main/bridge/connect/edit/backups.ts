/**
 * What a client's file was before it was changed, so that the change can be undone to the byte. The
 * copies lie in the data folder, with the time in their name; one record says which one is the newest.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../../base/atomic-file.ts'
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import { readIfThere, sha256, writeConfig } from './config-file.ts'

const recordSchema = z.object({
  file: z.string(),
  /** Null: there was no file. */
  backup: z.string().nullable(),
  /** Of what was written. */
  written: z.string().nullable(),
  at: z.string(),
})
const recordsSchema = z.record(z.string(), recordSchema)
type BackupRecord = z.infer<typeof recordSchema>

/** What is kept of a change: the file, and its bytes before and after. */
interface KeptEdit {
  file: string
  before: Buffer | undefined
  after: Buffer | undefined
}

export interface Backups {
  /** Keeps the bytes of before; call ahead of writing. Gives the path of the copy. */
  keep(client: string, edit: KeptEdit): Promise<string | null>
  has(client: string): Promise<boolean>
  /** Throws `config-nothing-to-undo`, and `config-changed-since` unless `force`. */
  undo(client: string, force: boolean): Promise<{ file: string; removed: boolean }>
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
    async keep(client, { file, before, after }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const at = new Date(deps.clock.now()).toISOString()
      const backup = before
        ? join(folder, `${client}-${at.replaceAll(/[:.]/g, '-')}-${basename(file)}`)
        : null
      if (backup && before) await writeFileAtomically(backup, before)
      await save({ ...(await records()), [client]: { file, backup, written: sha256(after), at } })
      return backup
    },
    has: async (client) => (await records())[client] !== undefined,
    async undo(client, force) {
      const all = await records()
      const record = all[client]
      if (!record) throw new BridgeError('config-nothing-to-undo', { client })
      const { file, backup, written } = record
      const now = await readIfThere(file)
      if (sha256(now) !== written && !force) throw new BridgeError('config-changed-since', { file })
      await writeConfig(file, backup === null ? undefined : await readFile(backup))
      const { [client]: _undone, ...rest } = all
      await save(rest)
      return { file, removed: backup === null }
    },
  }
}
