/** Keeps the tray in step with what is known of the bridge and of updates. */
import type { Overview } from './overview.ts'
import { trayModel } from './tray-model.ts'
import type { TrayView } from './tray.ts'

export interface TrayKeeper {
  overview(now: Overview): void
  update(version: string): void
}

export function keepTray(tray: Pick<TrayView, 'show'>): TrayKeeper {
  let overview: Overview | undefined
  let update: string | undefined
  const show = () => tray.show(trayModel({ overview, update }))
  show()
  return {
    overview(now) {
      overview = now
      show()
    },
    update(version) {
      update = version
      show()
    },
  }
}
