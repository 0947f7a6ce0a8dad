/**
 * A copy of the data folder that can be put in its place, made while the bridge runs: the database as
 * of one moment, the contents its files had then, the settings. It appears under its name when it is
 * whole, and not before.
 */
import { constants } from 'node:fs'
import {
  chmod,
  copyFile,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Conversation } from '../conversation/types.ts'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'
import type { Clock, SecretPlace } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import type { Task } from '../base/tasks.ts'
import { backupReadme } from './backup-readme.ts'
import { databaseDamage } from './check-database.ts'
import { nameFrom } from './names.ts'
import { realDisk } from '../base/disk.ts'

export interface BackupDeps {
  dataDir: string
  store: Pick<Store, 'backup'>
  conversation: Pick<Conversation, 'contents'>
  secrets: SecretPlace
  version: string
  clock: Clock
}

export interface Backup {
  path: string
  bytes: number
  /** What is wrong with the database, in the copy as in the original; null when nothing is. */
  damage: string | null
}

/** Of this start only; a restored folder makes its own. */
const notCopied = ['link.json', 'reset.json']

/** Throws `backup-failed`, with nothing left behind. */
export async function makeBackup(deps: BackupDeps, task: Pick<Task, 'progress'>): Promise<Backup> {
  const name = nameFrom(deps.clock)
  const folder = join(deps.dataDir, 'backups')
  const path = join(folder, name)
  const partial = join(folder, `.${name}.partial`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await removeUnfinishedBackups(deps.dataDir)
    await mkdir(partial, { mode: 0o700 })
    const filled = await fill(partial, deps, task)
    await rename(partial, path)
    await realDisk.syncFolder(folder)
    return { path, ...filled }
  } catch (error) {
    // The reason is what made it fail, not what stands in the way of tidying up.
    await rm(partial, { recursive: true, force: true }).catch(() => {})
    const reason = error instanceof Error ? error.message : String(error)
    throw new BridgeError('backup-failed', { reason }, { cause: error })
  }
}

async function fill(
  into: string,
  { dataDir, store, conversation, secrets, version, clock }: BackupDeps,
  task: Pick<Task, 'progress'>,
): Promise<Omit<Backup, 'path'>> {
  const database = join(into, 'bridge.db')
  await store.backup(database)
  await chmod(database, 0o600)
  await syncFile(database)
  const damage = await databaseDamage(database)
  let bytes = (await stat(database)).size
  // Asked after the copy, so that every content the copy refers to is among them.
  const contents = conversation.contents()
  let missing = 0
  for (const [index, sha256] of contents.entries()) {
    task.progress(index, contents.length, 'Copying shared files')
    const size = await copyContent(sha256, join(dataDir, 'files'), join(into, 'files'))
    if (size === undefined) missing += 1
    else bytes += size
  }
  task.progress(contents.length, contents.length)
  const readme = backupReadme({ at: new Date(clock.now()), version, secrets, missing, damage })
  await writeFile(join(into, 'README.md'), readme, { mode: 0o600 })
  // The keys last of all: what is killed before has none in it.
  const settings = await settingsFiles(dataDir, secrets)
  for (const name of settings.sort((a, b) => Number(isKeys(a)) - Number(isKeys(b)))) {
    bytes += await copy(join(dataDir, name), join(into, name))
  }
  await realDisk.syncFolder(into)
  return { bytes, damage }
}

/** The size; undefined for a content that is missing here too. */
async function copyContent(sha256: string, from: string, to: string): Promise<number | undefined> {
  const folder = sha256.slice(0, 2)
  await mkdir(join(to, folder), { recursive: true, mode: 0o700 })
  try {
    return await copy(join(from, folder, sha256.slice(2)), join(to, folder, sha256.slice(2)))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function copy(from: string, to: string): Promise<number> {
  // Shares the blocks of the disk where the file system can.
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  await syncFile(to)
  return (await stat(to)).size
}

/** What is chosen and remembered. Secrets only where they lie in the folder anyway. */
async function settingsFiles(dataDir: string, { kind }: SecretPlace): Promise<string[]> {
  const entries = await readdir(dataDir, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => name)
    .filter((name) => !notCopied.includes(name) && (!isKeys(name) || kind === 'file'))
}

const isKeys = (name: string): boolean => name === 'secrets.json'

/** Copies that were interrupted by the end of the process. */
export async function removeUnfinishedBackups(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'backups')
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    if (/^\..*\.partial$/.test(name)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
