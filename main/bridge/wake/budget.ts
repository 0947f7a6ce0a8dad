/** How often a participant may be woken: so many a minute and so many a day, over restarts too. */
import type { Store } from '../store/types.ts'
import { wakeTimes } from './wake-rows.ts'

const minute = 60_000
const day = 24 * 60 * minute

export type Allowance =
  | { ok: true }
  | { ok: false; over: 'minute'; waitMs: number }
  | { ok: false; over: 'day'; count: number }

export function allowanceOf(
  store: Store,
  participant: string,
  { perMinute, perDay }: { perMinute: number; perDay: number },
  now: number,
): Allowance {
  const times = wakeTimes(store, participant, now - day)
  if (times.length >= perDay) return { ok: false, over: 'day', count: times.length }
  const oldest = times[perMinute - 1]
  if (oldest === undefined || oldest <= now - minute) return { ok: true }
  // A clock that was set back must not make it wait for longer than a minute.
  return { ok: false, over: 'minute', waitMs: Math.min(minute, oldest + minute - now) }
}
