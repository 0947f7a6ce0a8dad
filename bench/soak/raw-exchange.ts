/** One exchange over a bare socket: what no HTTP client would send can be sent, and nothing is tidied up. */
import { connect } from 'node:net'

export interface RawExchange {
  port: number
  bytes: Buffer | string
  /** After this the socket is given up, answered or not. */
  patienceMs: number
  signal: AbortSignal
}

/** The status of the answer; `closed` when the bridge hung up without one, `none` when nothing came. */
export function exchange({ port, bytes, patienceMs, signal }: RawExchange): Promise<string> {
  return new Promise((resolve) => {
    let head = ''
    const socket = connect(port, '127.0.0.1')
    const end = (otherwise: string) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      resolve(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? otherwise)
    }
    const giveUp = () => end('none')
    const timer = setTimeout(giveUp, patienceMs)
    signal.addEventListener('abort', giveUp)
    // The first line is all that counts; the rest is read so that the end of it is seen.
    socket.on('data', (part) => {
      if (head.length < 16) head += part.toString('latin1', 0, 16)
    })
    socket.once('close', () => end('closed'))
    socket.on('error', () => end('closed'))
    socket.write(bytes)
  })
}
