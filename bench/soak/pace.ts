/** Bounded loops: so many turns a second, so many at once, until the run ends. */
import { setTimeout as delay } from 'node:timers/promises'

export interface Pace {
  perSecond: number
  /** Turns under way together; one when left out. */
  atOnce?: number
  signal: AbortSignal
}

/** Never catches up: what was slow is not followed by a burst. Ends when every turn has ended. */
export async function pace(
  { perSecond, atOnce = 1, signal }: Pace,
  turn: () => Promise<unknown>,
): Promise<void> {
  const apart = (atOnce / perSecond) * 1000
  await Promise.all(
    Array.from({ length: atOnce }, async (_, lane) => {
      await pause(lane * (apart / atOnce), signal)
      while (!signal.aborted) {
        const next = performance.now() + apart
        await turn()
        await pause(next - performance.now(), signal)
      }
    }),
  )
}

/** Ends early, and without an error, when the run does. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(Math.max(0, milliseconds), undefined, { signal }).catch(() => {})
}
