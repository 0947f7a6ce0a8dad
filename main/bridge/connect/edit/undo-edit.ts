/**
 * Taking back a change of a client's file. As long as nobody wrote it since, it becomes what it was, to
 * the byte; after that only our entry is taken out, or made what it was, and all else is left alone.
 */
import { readFile } from 'node:fs/promises'
import { BridgeError } from '../../base/errors.ts'
import type { BackupRecord } from './backups.ts'
import { readIfThere, sha256, writeConfig } from './config-file.ts'
import type { ConfigFormat, EntryPath, EntryValue } from './config-format.ts'
import { decodeConfig, encodeConfig } from './config-text.ts'
import { hasValues } from './same-values.ts'

export type Undone =
  /** As it was, to the byte; or there was none before. */
  | 'restored'
  | 'removed'
  /** Others had written it since: only our entry was undone. */
  | 'entry-removed'
  | 'entry-restored'
  /** The entry, or the whole file, is not there any more. */
  | 'not-there'

/** Throws `config-changed-since` when somebody changed our entry itself, unless `force`. */
export async function undoEdit(options: {
  record: BackupRecord
  format: ConfigFormat
  path: EntryPath
  force: boolean
}): Promise<Undone> {
  const { record, format, path, force } = options
  const { file, backup } = record
  const now = await readIfThere(file)
  if (sha256(now) === record.written) {
    await writeConfig(file, backup === null ? undefined : await readFile(backup))
    return backup === null ? 'removed' : 'restored'
  }
  if (now === undefined) return 'not-there'
  const config = decodeConfig(now, file)
  const entry = format.read(config, path, file)
  if (entry === undefined) return 'not-there'
  const changed = record.entry !== undefined && !hasValues(entry, record.entry)
  if (changed && !force) throw new BridgeError('config-changed-since', { file })
  const before =
    backup === null
      ? undefined
      : format.read(decodeConfig(await readFile(backup), file), path, file)
  const text =
    before === undefined
      ? format.remove(config, path, file)
      : format.write(config, path, before as EntryValue, file)
  await writeConfig(file, encodeConfig(config, text))
  return before === undefined ? 'entry-removed' : 'entry-restored'
}
