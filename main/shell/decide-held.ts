/** What the buttons of a notification do about a held item; what fails is shown, where it can be decided. */
import type { Log } from '../bridge/base/ports.ts'
import type { Control } from '../contract.ts'
import { call } from './call.ts'
import type { NewsAction } from './news.ts'
import type { Place } from './places.ts'

export interface DecideHeldDeps {
  control: Control
  show: (place: Place) => void
  log: Log
}

export async function decideHeld(
  { do: decision, id }: NewsAction,
  { control, show, log }: DecideHeldDeps,
): Promise<void> {
  try {
    if (decision === 'release') await call(control, 'held.release', { id })
    else await call(control, 'held.return', { id, reason: '' })
  } catch (error) {
    log.warn('held.not-decided', { id, error: String(error) })
    show({ view: 'home' })
  }
}
