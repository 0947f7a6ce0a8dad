/** What the entries of the tray's menu do. */
import { app, clipboard } from 'electron'
import type { Log } from '../bridge/base/ports.ts'
import type { Control } from '../contract.ts'
import { call } from './call.ts'
import type { Place } from './places.ts'
import type { TrayAction } from './tray-model.ts'

export interface ActionDeps {
  control: Control
  show: (place?: Place) => void
  installUpdate: () => void
  log: Log
}

export function createActions(deps: ActionDeps): (action: TrayAction) => void {
  const { control, show, installUpdate, log } = deps

  async function act(action: TrayAction): Promise<void> {
    switch (action.do) {
      case 'open':
        return show(action.place)
      case 'copy-address':
        return clipboard.writeText(action.address)
      case 'move':
        return void (await call(control, 'bridge.move', { position: action.to }))
      case 'stop-seat':
        return void (await call(control, 'seats.stop', { participant: action.participant }))
      case 'install-update':
        return installUpdate()
      case 'quit':
        return app.quit()
    }
  }
  return (action) => {
    act(action).catch((error: unknown) => {
      log.error('tray.failed', { action: action.do, error: String(error) })
    })
  }
}
