/** Ends a process and is sure of it: asked first, forced after the grace, `taskkill` on Windows. */
import { readFileSync } from 'node:fs'
import type { Spawn } from './types.ts'
import { pause } from './waiting.ts'

/** Whether a process of that id lives; one we may not signal lives too. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Dead, but not yet collected by its parent: it can be signalled and does nothing any more. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
  } catch {
    return false
  }
}

export async function endProcess(options: {
  pid: number
  /** Resolves when it is gone. */
  gone: Promise<unknown>
  platform: NodeJS.Platform
  spawn: Spawn
  graceMs: number
  killAfterMs: number
}): Promise<void> {
  const { pid, gone, platform, spawn, graceMs, killAfterMs } = options
  if (platform === 'win32') {
    // Node's kill is TerminateProcess there; taskkill takes the children along.
    spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).on(
      'error',
      () => {},
    )
    await gone
    return
  }
  // Once only: cloudflared takes a second SIGTERM while draining for an order to die at once.
  signalProcess(pid, 'SIGTERM')
  const patience = new AbortController()
  const ended = await Promise.race([
    gone.then(() => true),
    pause(graceMs + killAfterMs, patience.signal).then(() => false),
  ])
  patience.abort()
  if (ended) return
  signalProcess(pid, 'SIGKILL')
  await gone
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}

/** For a process that is not our child: there is no event, so it is looked at. */
export async function untilGone(pid: number, signal?: AbortSignal): Promise<void> {
  for (;;) {
    if (signal?.aborted === true || !processExists(pid)) return
    await pause(50, signal)
  }
}
