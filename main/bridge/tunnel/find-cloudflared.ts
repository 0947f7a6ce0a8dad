/**
 * Finds cloudflared, in this order: what the owner named, what the installer brought, the npm
 * package's, PATH, what the app fetched earlier. A program the owner named is never passed over in
 * silence for another one.
 */
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { BridgeError } from '../base/errors.ts'
import { programVersion } from './program-version.ts'
import { pinnedRelease, programName } from './release.ts'
import type { Spawn } from './types.ts'

export interface FoundCloudflared {
  path: string
  version: string
  source: 'setting' | 'installer' | 'npm' | 'path' | 'fetched'
}

export interface FindOptions {
  binary?: string | undefined
  resourcesDir?: string | undefined
  modulesDir?: string | undefined
  dataDir: string
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  arch: string
  spawn: Spawn
}

/** Where the app puts the cloudflared it fetches. */
export const fetchedPath = (dataDir: string, version: string, platform: string): string =>
  join(dataDir, 'bin', version, programName(platform))

/** Throws `cloudflared-missing`, or `cloudflared-unusable` for one that is there but does not run. */
export async function findCloudflared(options: FindOptions): Promise<FoundCloudflared> {
  const { env, spawn } = options
  const named = nonEmpty(options.binary) ?? nonEmpty(env['CLOUDFLARED_BIN'])
  if (named !== null) {
    if (!(await executable(named)))
      throw new BridgeError('cloudflared-missing', { where: ` at ${named}` })
    const version = await programVersion(spawn, named)
    if (version === null) throw new BridgeError('cloudflared-unusable')
    return { path: named, version, source: 'setting' }
  }
  let broken = false
  for (const { path, source } of candidates(options)) {
    if (!(await executable(path))) continue
    const version = await programVersion(spawn, path)
    if (version !== null) return { path, version, source }
    broken = true
  }
  throw broken
    ? new BridgeError('cloudflared-unusable')
    : new BridgeError('cloudflared-missing', { where: '' })
}

function candidates(options: FindOptions): Array<Pick<FoundCloudflared, 'path' | 'source'>> {
  const { resourcesDir, modulesDir, dataDir, env, platform, arch } = options
  const program = programName(platform)
  const found: Array<Pick<FoundCloudflared, 'path' | 'source'>> = []
  if (resourcesDir !== undefined) {
    const os = { darwin: 'mac', win32: 'win' }[platform as string] ?? platform
    found.push({ path: join(resourcesDir, 'cloudflared', program), source: 'installer' })
    found.push({
      path: join(resourcesDir, 'cloudflared', `${os}-${arch}`, program),
      source: 'installer',
    })
  }
  if (modulesDir !== undefined) {
    // Programs cannot be run out of an asar archive; the packager puts them beside it.
    const unpacked = modulesDir.replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked')
    found.push({ path: join(unpacked, 'cloudflared', 'bin', program), source: 'npm' })
  }
  const path = nonEmpty(env['PATH']) ?? nonEmpty(env['Path']) ?? ''
  for (const folder of path.split(delimiter).filter(Boolean)) {
    found.push({ path: join(folder, program), source: 'path' })
  }
  found.push({ path: fetchedPath(dataDir, pinnedRelease.version, platform), source: 'fetched' })
  return found
}

async function executable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const nonEmpty = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : value
