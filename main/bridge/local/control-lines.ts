/** The control contract over a stream: one JSON request per line, one JSON answer per line. */
import type { Socket } from 'node:net'
import type { Control } from '../../contract.ts'
import { BridgeError, toBridgeError } from '../base/errors.ts'
import { readLine } from './line-reader.ts'

export async function serveControl(
  socket: Socket,
  control: Control,
  limitBytes: number,
): Promise<void> {
  for (;;) {
    const line = await readLine(socket, limitBytes)
    if (line === undefined) {
      socket.end()
      return
    }
    if (line.trim() === '') continue
    const answer = await answerLine(line, control)
    if (socket.destroyed) return
    socket.write(`${JSON.stringify(answer)}\n`)
  }
}

async function answerLine(line: string, control: Control): Promise<unknown> {
  let id: unknown = null
  try {
    const request = JSON.parse(line) as { id?: unknown; method?: unknown; params?: unknown }
    id = request.id ?? null
    if (typeof request.method !== 'string') throw new BridgeError('unknown-method', { method: '?' })
    return { id, result: await control.invoke(request.method, request.params ?? {}) }
  } catch (thrown) {
    const error =
      thrown instanceof SyntaxError
        ? new BridgeError('malformed-request', { reason: 'the line is not JSON' })
        : toBridgeError(thrown)
    return { id, error: error.answer() }
  }
}
