/**
 * Fetches the pinned cloudflared when the owner asks for it. Nothing appears under the final name
 * before its SHA-256 was right and the program said its version; whatever goes wrong, nothing is
 * left behind.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BridgeError } from '../base/errors.ts'
import { fetchFollowing } from './fetch-following.ts'
import { programVersion } from './program-version.ts'
import { assetFor, pinnedRelease, programName, type Release } from './release.ts'
import { fileFromTar } from './tar.ts'
import type { Fetch, Spawn } from './types.ts'

export interface DownloadProgress {
  receivedBytes: number
  /** Null where the server did not say. */
  totalBytes: number | null
}

export interface DownloadOptions {
  /** The final place of the program. */
  to: string
  platform: string
  arch: string
  /** Hand in a proxy-aware fetch where a proxy is to be used. */
  fetch: Fetch
  spawn: Spawn
  onProgress?: (progress: DownloadProgress) => void
  signal?: AbortSignal
  release?: Release
  /** No byte for this long ends the attempt. */
  stallMs?: number
  /** For another computer than this one: it cannot be tried out here. */
  skipTrial?: boolean
}

/** Several times the size of the largest file of the release. */
const largestBytes = 200 * 1024 * 1024

/** Gives the path and version. Throws `cloudflared-download-failed` or `cloudflared-no-build`. */
export async function downloadCloudflared(
  options: DownloadOptions,
): Promise<{ path: string; version: string }> {
  const { to, platform, arch, fetch, spawn, release = pinnedRelease, stallMs = 30_000 } = options
  const asset = assetFor(release, platform, arch)
  if (!asset) throw new BridgeError('cloudflared-no-build', { platform, arch })
  const folder = dirname(to)
  const trial = join(folder, `.fetching-${randomBytes(6).toString('hex')}-${programName(platform)}`)
  try {
    const url = `${release.base}/${release.version}/${asset.file}`
    const content = await receive(fetch, url, stallMs, options)
    if (sha256(content) !== asset.sha256)
      throw failed('the file is not the one that was expected (SHA-256)')
    const program = asset.file.endsWith('.tgz')
      ? fileFromTar((await import('node:zlib')).gunzipSync(content), 'cloudflared')
      : content
    if (!program) throw failed('the archive does not hold the program')
    if (asset.programSha256 !== undefined && sha256(program) !== asset.programSha256) {
      throw failed('the program in the archive is not the one that was expected (SHA-256)')
    }
    await mkdir(folder, { recursive: true })
    await writeProgram(trial, program)
    if (options.skipTrial !== true && (await programVersion(spawn, trial)) !== release.version) {
      throw failed('the program does not run on this computer')
    }
    await rename(trial, to)
    return { path: to, version: release.version }
  } catch (error) {
    await rm(trial, { force: true })
    if (error instanceof BridgeError) throw error
    throw failed(reasonOf(error), error)
  }
}

async function receive(
  fetch: Fetch,
  url: string,
  stallMs: number,
  { onProgress, signal }: DownloadOptions,
): Promise<Buffer> {
  const stalled = new AbortController()
  const watch = () => setTimeout(() => stalled.abort(failed('the server stopped sending')), stallMs)
  let timer = watch()
  try {
    const signals = signal ? [stalled.signal, signal] : [stalled.signal]
    const response = await fetchFollowing(fetch, url, AbortSignal.any(signals))
    if (!response.ok || !response.body) throw failed(`the server answered ${response.status}`)
    const length = Number(response.headers.get('content-length') ?? Number.NaN)
    const totalBytes = Number.isFinite(length) ? length : null
    const chunks: Uint8Array[] = []
    let receivedBytes = 0
    for await (const chunk of response.body) {
      clearTimeout(timer)
      timer = watch()
      chunks.push(chunk)
      receivedBytes += chunk.length
      if (receivedBytes > largestBytes) throw failed('the file is far too large')
      onProgress?.({ receivedBytes, totalBytes })
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (stalled.signal.aborted) throw failed('the server stopped sending', error)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function writeProgram(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o755)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** `fetch failed` says nothing; what is behind it does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return error.cause instanceof Error && error.cause.message !== ''
    ? error.cause.message
    : error.message
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

const failed = (reason: string, cause?: unknown): BridgeError =>
  new BridgeError('cloudflared-download-failed', { reason }, { cause })
