/**
 * Where the local socket of a data folder is. A Unix socket's path must fit into 104 bytes (macOS)
 * or 108 (Linux); a data folder deeper than that gets one in a private folder of the user.
 */
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { BridgeError } from '../base/errors.ts'

const longestPathBytes = 100

const fits = (path: string): boolean => Buffer.byteLength(path) <= longestPathBytes

/** Stable for a data folder. May make the private folder; the socket itself is made by who listens. */
export function localSocketPath(
  dataDir: string,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  if (platform === 'win32') return `\\\\.\\pipe\\drawbridge-${hash}`

  const beside = join(dataDir, 'bridge.sock')
  if (fits(beside)) return beside

  const name = `drawbridge-${userInfo().uid}`
  const folders = [env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'].filter((folder) => folder)
  const folder = folders
    .map((parent) => join(parent ?? '', name))
    .find((candidate) => fits(join(candidate, `${hash}.sock`)))
  if (folder === undefined) throw unusable(dataDir, 'its path is too long for a local socket')
  makePrivateFolder(folder, dataDir)
  return join(folder, `${hash}.sock`)
}

/** In a folder that all users share somebody may have been there first: only our own will do. */
function makePrivateFolder(folder: string, dataDir: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== userInfo().uid) {
    throw unusable(dataDir, `its socket needs ${folder}, which belongs to another user`)
  }
  chmodSync(folder, 0o700)
}

const unusable = (dataDir: string, reason: string): BridgeError =>
  new BridgeError('data-folder-unusable', { dataDir, reason })
