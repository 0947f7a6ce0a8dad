/** Names of folders made at a certain time, which sort by it and are allowed on every system. */
import type { Clock } from '../base/ports.ts'

/** `2026-11-21T09-30-00-000Z`. */
export const nameFrom = (clock: Clock): string =>
  new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-')
