/**
 * The data folder: everything Drawbridge keeps is in it, so nobody else may look inside. Never opens
 * up, takes over or narrows a folder that is not clearly ours.
 */
import { constants, type Stats } from 'node:fs'
import { access, chmod, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { dataPath, type DataPathSources } from '../../data-path.ts'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'

export { localSocketPath } from '../local/socket-path.ts'

export interface DataFolder {
  /** Absolute. */
  path: string
  /** True on the first start. */
  created: boolean
}

/** Any of these in a folder says that it was a data folder before. */
const ownFiles = ['bridge.db', 'bridge.lock', 'bridge.log', 'settings.json', 'secrets-place.json']

const othersMayEnter = 0o077

/** Finds or makes the data folder, private to this user. Throws `data-folder-unusable`. */
export async function openDataFolder(sources: DataPathSources = {}): Promise<DataFolder> {
  const path = dataPath(sources)
  try {
    const created = await makeFolders(path)
    const reason = await reasonAgainst(path)
    if (reason !== undefined) throw unusable(path, reason)
    return { path, created }
  } catch (error) {
    if (error instanceof BridgeError) throw error
    throw unusable(path, inWords(error), error)
  }
}

/**
 * Makes the folder and those above it that are missing; true when it was missing. One by one, because
 * Node's recursive mkdir never returns where the system refuses with ENOENT, as under /proc.
 */
async function makeFolders(path: string): Promise<boolean> {
  const made = await makeFolder(path)
  if (made !== 'parent-missing') return made === 'made'
  if (dirname(path) !== path) await makeFolders(dirname(path))
  await mkdir(path, { mode: 0o700 })
  return true
}

async function makeFolder(path: string): Promise<'made' | 'there' | 'parent-missing'> {
  try {
    await mkdir(path, { mode: 0o700 })
    return 'made'
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'there'
    if (errorCode(error) === 'ENOENT') return 'parent-missing'
    throw error
  }
}

/** The target counts where the path is a symbolic link: whoever owns that owns what we write. */
async function reasonAgainst(path: string): Promise<string | undefined> {
  const found = await stat(path)
  if (!found.isDirectory()) return 'it is not a folder'
  if (process.getuid) {
    if (found.uid !== process.getuid()) return `it belongs to another user (${found.uid})`
    const reason = await makePrivate(path, found)
    if (reason !== undefined) return reason
  }
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  return undefined
}

/** Windows keeps a user's folders private by itself; elsewhere the mode does. */
async function makePrivate(path: string, found: Stats): Promise<string | undefined> {
  if ((found.mode & othersMayEnter) === 0) return undefined
  const names = await readdir(path)
  if (names.length > 0 && !names.some((name) => ownFiles.includes(name))) {
    return 'it holds other things already, and other users may look into it'
  }
  await chmod(path, 0o700)
  const after = await stat(path)
  return (after.mode & othersMayEnter) === 0
    ? undefined
    : 'its disk cannot keep other users out of it'
}

const unusable = (dataDir: string, reason: string, cause?: unknown): BridgeError =>
  new BridgeError('data-folder-unusable', { dataDir, reason }, { cause })

const reasons: Record<string, string> = {
  EACCES: 'access to it is denied',
  EPERM: 'access to it is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'it is not a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOENT: 'the system makes no folders there',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its path is too long',
}

function inWords(error: unknown): string {
  return reasons[errorCode(error) ?? ''] ?? (error instanceof Error ? error.message : String(error))
}
