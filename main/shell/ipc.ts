/**
 * The contract over IPC. Each message is checked for who sent it, then its parameters by the
 * contract's own schema (in `control.invoke`), as over every other transport. Failures come as values:
 * an error thrown here would reach the page without its fields.
 */
import { randomUUID } from 'node:crypto'
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { BridgeError, toBridgeError, type ErrorAnswer } from '../bridge/base/errors.ts'
import type { Log } from '../bridge/base/ports.ts'
import type { Control } from '../contract.ts'
import { invokeChannel, signalsChannel } from './ipc-channels.ts'
import { createSignalQueue, type Signal } from './signal-queue.ts'
import { isTrusted } from './trusted-sender.ts'

export interface IpcDeps {
  control: Control
  /** The pages of our own window; undefined as long as there is none. */
  ours: () => WebContents | undefined
  log: Log
}

type Answer = { ok: true; value: unknown } | { ok: false; failure: ErrorAnswer }

/** Answers the window until the returned function is called, which tells it so. */
export function serveIpc({ control, ours, log }: IpcDeps): () => void {
  const queue = createSignalQueue()
  const stopEvents = control.onEvent(({ topic }) => queue.changed(topic))

  function checkSender(event: IpcMainInvokeEvent): void {
    if (isTrusted(event, ours())) return
    log.warn('ipc.refused', { url: event.senderFrame?.url ?? 'gone' })
    throw new BridgeError('window-refused')
  }

  async function answer(event: IpcMainInvokeEvent, method: unknown, params: unknown) {
    checkSender(event)
    if (typeof method !== 'string') throw new BridgeError('unknown-method', { method: '' })
    return control.invoke(method, params)
  }

  function failure(thrown: unknown): ErrorAnswer {
    const reference = randomUUID().slice(0, 8)
    const error = toBridgeError(thrown, reference)
    if (error.code === 'internal') log.error('ipc.failed', { reference, error: String(thrown) })
    return error.answer()
  }

  ipcMain.handle(invokeChannel, (event, method: unknown, params: unknown): Promise<Answer> =>
    answer(event, method, params).then(
      (value) => ({ ok: true, value }),
      (thrown: unknown) => ({ ok: false, failure: failure(thrown) }),
    ),
  )
  ipcMain.handle(signalsChannel, (event, first: unknown): Promise<Signal[]> => {
    checkSender(event)
    return queue.next(first === true)
  })

  return () => {
    stopEvents()
    queue.stop()
  }
}
