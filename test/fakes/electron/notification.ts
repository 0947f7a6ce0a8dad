/** `Notification`: shown and clicked by nobody but the test. */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { preventable } from './event.ts'

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true
  }

  readonly title: string
  readonly body: string
  readonly actions: Electron.NotificationAction[]

  constructor({
    title = '',
    body = '',
    actions = [],
  }: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
    this.actions = actions
  }

  show(): void {
    this.emit('show')
  }

  close(): void {
    this.emit('close')
  }
}

/** Somebody presses a button of it: there has to be one with these words, and it is the place that counts. */
export function press(notification: Notification, label: string): void {
  const actionIndex = notification.actions.findIndex(({ text }) => text === label)
  if (actionIndex < 0) throw new Error(`the notification has no button “${label}”`)
  notification.emit('action', preventable({ actionIndex, selectionIndex: -1 }), actionIndex, -1)
}
