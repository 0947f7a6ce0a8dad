/**
 * A program with everything it started. Some programs are launchers whose children outlive them, so all
 * signals go to the whole group: asked first, forced after a grace.
 */
import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '../base/error-code.ts'

const lookEveryMs = 50

/** Whether anybody of the group is left. */
export function groupExists(group: number): boolean {
  try {
    process.kill(-group, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** Ends the group that a process leads. Resolves when nobody of it is left, or nothing more can be done. */
export async function endGroup(
  leader: number,
  graceMs: number,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  if (platform === 'win32') return endTree(leader)
  signalGroup(leader, 'SIGTERM')
  for (let waited = 0; waited < graceMs; waited += lookEveryMs) {
    if (!groupExists(leader)) return
    await delay(lookEveryMs)
  }
  signalGroup(leader, 'SIGKILL')
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch {
    // Gone already.
  }
}

/** Windows has no groups; the tree below a process is the nearest thing. */
const endTree = (pid: number): Promise<void> =>
  new Promise((resolve) => {
    spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' })
      .once('error', () => resolve())
      .once('exit', () => resolve())
  })
