/**
 * Changing one entry in the configuration file of another program: looked at first, written as a
 * whole, read back, and undone to the byte. Links are followed and stay links.
 */
import { createHash } from 'node:crypto'
import { access, constants, mkdir, readFile, readlink, realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { writeFileAtomically } from '../../base/atomic-file.ts'
import { errorCode } from '../../base/error-code.ts'
import { BridgeError } from '../../base/errors.ts'
import type { ConfigFormat, EntryPath, EntryValue } from './config-format.ts'
import { decodeConfig, encodeConfig } from './config-text.ts'
import { unifiedDiff } from './diff.ts'
import { cleanFor, rejectedBy, type JsonReader } from './json-reader.ts'
import { hasValues, withOurs } from './same-values.ts'

export interface ConfigEntry {
  file: string
  format: ConfigFormat
  path: EntryPath
  /** What the client itself reads, where that is less than we do. */
  reader?: JsonReader | undefined
}

export interface PreviewedEdit {
  /** The file that will be written: where a link leads. */
  file: string
  diff: string
  creates: boolean
  /** What the client would reject, and what is written without it; null where it reads all. */
  rejected: string | null
  /** Names the bytes that were looked at and the bytes that will be written. */
  token: string
  before: Buffer | undefined
  after: Buffer
}

/** The entry as the file has it; undefined when there is none, or no file. Throws `config-unreadable`. */
export async function readEntry({ file, format, path }: ConfigEntry): Promise<unknown> {
  const bytes = await readIfThere(file)
  return bytes && format.read(decodeConfig(bytes, file), path, file)
}

/** What of the file as it is its client rejects; undefined when it reads all, or there is none. */
export async function rejectedPart({ file, reader }: ConfigEntry): Promise<string | undefined> {
  const bytes = reader && (await readIfThere(file))
  return bytes && rejectedBy(reader, decodeConfig(bytes, file))
}

/** What writing would change; changes nothing. Throws `config-unreadable`, `config-not-writable`. */
export async function previewEdit(entry: ConfigEntry, value: EntryValue): Promise<PreviewedEdit> {
  const file = await target(entry.file)
  const before = await readIfThere(file)
  await assertWritable(file, before !== undefined)
  const config = decodeConfig(before ?? Buffer.alloc(0), file)
  const there = entry.format.read(config, entry.path, file)
  const { reader } = entry
  const rejected = (reader && rejectedBy(reader, config)) ?? null
  const added = hasValues(there, value)
    ? config.text
    : entry.format.write(config, entry.path, withOurs(there, value), file)
  const { text, bom } = reader
    ? cleanFor(reader, { text: added, bom: config.bom })
    : { text: added, bom: config.bom }
  const after = encodeConfig({ bom }, text)
  return {
    file,
    diff: unifiedDiff(file, config.text, text),
    creates: before === undefined,
    rejected,
    token: digest(file, before, after),
    before,
    after,
  }
}

/**
 * Writes what was previewed and reads it back. Throws `config-changed` when the file is not the one
 * that was previewed.
 */
export async function applyEdit(
  entry: ConfigEntry,
  value: EntryValue,
  token: string,
): Promise<PreviewedEdit> {
  const edit = await previewEdit(entry, value)
  if (edit.token !== token) throw new BridgeError('config-changed', { file: edit.file })
  if (changes(edit)) await writeConfig(edit.file, edit.after)
  const written = await readEntry({ ...entry, file: edit.file })
  if (!hasValues(written, value)) {
    throw new BridgeError('config-changed', { file: edit.file })
  }
  return edit
}

/** Whether a byte of it would differ; a byte order mark is in no diff. */
export const changes = ({ before, after }: Pick<PreviewedEdit, 'before' | 'after'>): boolean =>
  before === undefined || !before.equals(after)

/** Puts bytes in place of a file, or removes it, keeping its permissions. */
export async function writeConfig(file: string, bytes: Buffer | undefined): Promise<void> {
  if (bytes === undefined) return rm(file, { force: true })
  const mode = await stat(file).then(
    ({ mode }) => mode & 0o777,
    () => 0o600,
  )
  await mkdir(dirname(file), { recursive: true })
  try {
    await writeFileAtomically(file, bytes, mode)
  } catch (error) {
    throw new BridgeError('config-not-writable', { file }, { cause: error })
  }
}

export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new BridgeError('config-unreadable', { file, problem: reason(error) }, { cause: error })
  }
}

/** Where a link leads, also when nothing is there yet: the folder may be a link as well. */
async function target(file: string): Promise<string> {
  try {
    return await realpath(file)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw new BridgeError('config-unreadable', { file, problem: reason(error) }, { cause: error })
    }
    const folder = await realpath(dirname(file)).catch(() => dirname(file))
    const ahead = await readlink(file).catch(() => undefined)
    // A circle of links is ELOOP above, so this ends.
    return ahead === undefined ? join(folder, basename(file)) : target(resolve(folder, ahead))
  }
}

async function assertWritable(file: string, exists: boolean): Promise<void> {
  try {
    if (exists) await access(file, constants.W_OK)
  } catch (error) {
    throw new BridgeError('config-not-writable', { file }, { cause: error })
  }
}

export const sha256 = (bytes: Buffer | undefined): string | null =>
  bytes ? createHash('sha256').update(bytes).digest('hex') : null

const digest = (file: string, before: Buffer | undefined, after: Buffer): string =>
  createHash('sha256')
    .update(JSON.stringify([file, sha256(before), sha256(after)]))
    .digest('base64url')

const reason = (error: unknown): string =>
  error instanceof Error ? error.message.split(/, \w+ '/, 1).join() : String(error)
