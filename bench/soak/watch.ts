/** Memory of the bridge and size of what it keeps, looked at while the run lasts. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { megabytes } from '../process.ts'
import type { SoakBridge } from './bridge.ts'
import { pause } from './pace.ts'

export interface Look {
  /** Milliseconds since the run began. */
  at: number
  /** Which start of the bridge. */
  start: number
  residentMb: number
  /** The most this start ever had resident. */
  peakMb: number
  /** The database with its journal. */
  databaseMb: number
}

/** Looks at most so many times, so that the evaluation of a long run stays quick. */
const mostLooks = 600
const shortestMs = 1_000

/** Ends with the run. */
export async function watch(
  bridge: SoakBridge,
  runMs: number,
  signal: AbortSignal,
): Promise<Look[]> {
  const looks: Look[] = []
  const begun = performance.now()
  while (!signal.aborted) {
    const { pid, start } = bridge
    const look = {
      at: performance.now() - begun,
      start,
      residentMb: await megabytes(pid, 'VmRSS'),
      peakMb: await megabytes(pid, 'VmHWM'),
      databaseMb: await databaseMegabytes(bridge.dataDir),
    }
    // Not while it is down, nor when it was replaced meanwhile.
    if (start > 0 && bridge.start === start) looks.push(look)
    await pause(Math.max(shortestMs, runMs / mostLooks), signal)
  }
  return looks
}

async function databaseMegabytes(dataDir: string): Promise<number> {
  const sizes = await Promise.all(
    ['bridge.db', 'bridge.db-wal'].map(async (name) => {
      const found = await stat(join(dataDir, name)).catch(() => undefined)
      return found?.size ?? 0
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6
}
