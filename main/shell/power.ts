/** A computer that slept: the network needs some seconds, then the address is looked at. */
import { powerMonitor } from 'electron'
import type { Log } from '../bridge/base/ports.ts'

export interface PowerDeps {
  lookAgain: () => void
  /** The system is about to go down. */
  onShutdown: () => void
  /** How long after waking the network is usually there again. */
  afterWakingMs: number
  log: Log
}

/** Gives its end. */
export function watchPower({ lookAgain, onShutdown, afterWakingMs, log }: PowerDeps): () => void {
  let timer: NodeJS.Timeout | undefined
  const suspend = () => {
    log.info('power.suspend')
    clearTimeout(timer)
  }
  const resume = () => {
    log.info('power.resume')
    clearTimeout(timer)
    timer = setTimeout(lookAgain, afterWakingMs)
  }
  powerMonitor.on('suspend', suspend)
  powerMonitor.on('resume', resume)
  powerMonitor.on('shutdown', onShutdown)
  return () => {
    clearTimeout(timer)
    powerMonitor.off('suspend', suspend)
    powerMonitor.off('resume', resume)
    powerMonitor.off('shutdown', onShutdown)
  }
}
