/** `Notification`: shown and clicked by nobody but the test. */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'

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
