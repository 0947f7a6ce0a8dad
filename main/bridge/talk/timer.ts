/**
 * Times that run out, by the wall clock so that they outlast a restart. A clock that was set back must
 * not make one longer than it was, and a pause stops it.
 */
import type { Timer } from './types.ts'

/** A timer of so many minutes that runs from `now`. */
export function timer(minutes: number, now: number): Timer {
  const whole = minutes * 60_000
  return { at: now + whole, left: whole, whole }
}

/** What is left of it: never more than the whole, whatever the clock says. */
export const leftOf = ({ at, left, whole }: Timer, now: number): number =>
  at === null ? left : Math.min(whole, Math.max(0, at - now))

export const stopTimer = (running: Timer, now: number): Timer => ({
  ...running,
  at: null,
  left: leftOf(running, now),
})

/** Goes on with what was left, or anew when nothing was. */
export function startTimer(stopped: Timer, now: number): Timer {
  const left = stopped.at === null ? stopped.left : leftOf(stopped, now)
  return { ...stopped, left, at: now + left }
}

/** More time. */
export function lengthen(given: Timer, minutes: number): Timer {
  const extra = minutes * 60_000
  return {
    at: given.at === null ? null : given.at + extra,
    left: given.left + extra,
    whole: given.whole + extra,
  }
}
