/** The built bridge of a soak: on one port in one folder, killed and started again on demand. */
import { setTimeout as delay } from 'node:timers/promises'
import { startBridgeProcess, type BridgeProcess } from '../../demo/bridge-process.ts'

export interface SoakBridge extends Pick<BridgeProcess, 'mcpUrl' | 'command' | 'stop'> {
  readonly dataDir: string
  readonly port: number
  readonly pid: number
  /** Which start this is, from 1; 0 while it is down. */
  readonly start: number
  /** It ended without being told to. */
  readonly crashed: boolean
  /** Throws once it has crashed, so that nobody starts another in its place. */
  whenUp(): Promise<void>
  /** `kill -9`, and a start on the same port; gives the milliseconds until it answered again. */
  killAndRestart(): Promise<number>
}

const lookEveryMs = 50

export async function openSoakBridge(dataDir: string, onCrash: () => void): Promise<SoakBridge> {
  let process = await startBridgeProcess(dataDir)
  let starts = 1
  const state = { up: true, crashed: false }
  const lookAfter = async () => {
    const watched = process
    await watched.ended
    if (!state.up || watched !== process) return
    Object.assign(state, { up: false, crashed: true })
    onCrash()
  }
  void lookAfter()
  const { mcpUrl } = process
  const port = Number(new URL(mcpUrl).port)
  return {
    mcpUrl,
    dataDir,
    port,
    get pid() {
      return process.pid
    },
    get start() {
      return state.up ? starts : 0
    },
    get crashed() {
      return state.crashed
    },
    async whenUp() {
      while (!state.up) {
        if (state.crashed) throw new Error('The bridge has ended by itself')
        await delay(lookEveryMs)
      }
    },
    async killAndRestart() {
      state.up = false
      await process.kill()
      const begun = performance.now()
      try {
        process = await startBridgeProcess(dataDir, { port })
        await fetch(new URL('/healthz', mcpUrl))
      } catch (error) {
        state.crashed = true
        throw error
      }
      starts += 1
      state.up = true
      void lookAfter()
      return performance.now() - begun
    },
    command: (...words) => process.command(...words),
    async stop() {
      state.up = false
      await process.stop()
    },
  }
}
