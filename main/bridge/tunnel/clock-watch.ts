/**
 * Notices that the wall clock moved further than time went by: the computer slept, or its clock was
 * set. Timers do not say so by themselves.
 */
import type { Clock } from '../base/ports.ts'
import type { Timings } from './timings.ts'

export interface ClockWatch {
  /** How far the clock jumped since the last look, in words; null if it did not. */
  jumped(): string | null
}

export function createClockWatch(deps: {
  clock: Clock
  timings: Timings
  monotonic?: () => number
}): ClockWatch {
  const { clock, timings, monotonic = () => performance.now() } = deps
  let wall = clock.now()
  let steady = monotonic()
  return {
    jumped() {
      const passed = clock.now() - wall
      const lived = monotonic() - steady
      wall += passed
      steady += lived
      // Where the steady clock runs on during sleep (Windows), a single long step gives it away.
      const jump = Math.abs(passed - lived) > timings.clockJumpMs ? passed - lived : passed
      return Math.abs(jump) > timings.clockJumpMs + timings.tickMs ? inWords(jump) : null
    },
  }
}

function inWords(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const minutes = Math.round(seconds / 60)
  const sign = ms < 0 ? '-' : ''
  if (seconds < 120) return `${sign}${seconds} s`
  if (minutes < 120) return `${sign}${minutes} min`
  return `${sign}${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
