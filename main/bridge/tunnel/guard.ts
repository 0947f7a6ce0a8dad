/**
 * A guard for one cloudflared: a process of a few kilobytes that holds the end of a pipe to the app
 * and ends cloudflared when the app is gone, however it went (a `kill -9` runs no code of ours).
 */
import type { Spawn } from './types.ts'

export interface Guard {
  /** cloudflared has ended: the guard may go, and must not touch a reused process id. */
  release(): void
}

/** Waits for a line ("done") or the end of the pipe; at the end without a line it kills. */
const shellScript = 'read -r line && exit 0; kill -TERM "$1"; sleep "$2"; kill -KILL "$1"'

const nodeScript = `
let done = false
process.stdin.on('data', () => { done = true })
process.stdin.on('end', () => {
  if (!done) try { process.kill(Number(process.argv[1])) } catch {}
})`

export function startGuard(deps: {
  spawn: Spawn
  platform: NodeJS.Platform
  pid: number
  graceMs: number
}): Guard {
  const { spawn, platform, pid, graceMs } = deps
  const seconds = String(Math.ceil(graceMs / 1000))
  const [command, args] =
    platform === 'win32'
      ? [process.execPath, ['-e', nodeScript, String(pid)]]
      : ['/bin/sh', ['-c', shellScript, 'drawbridge-tunnel-guard', String(pid), seconds]]
  const guard = spawn(command, args, {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Of its own group, so that Ctrl-C in a terminal ends the app first and not the guard.
    detached: true,
    windowsHide: true,
    env: { PATH: process.env['PATH'] ?? '', ELECTRON_RUN_AS_NODE: '1' },
  })
  guard.on('error', () => {})
  guard.stdin?.on('error', () => {})
  guard.unref()
  return {
    release() {
      guard.stdin?.end('done\n')
    },
  }
}
