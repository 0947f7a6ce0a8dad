/** Waiting for a slow reader, without leaving a listener behind for each time it was slow. */
import type { Writable } from 'node:stream'

/** Until `stream` takes more, or never will. */
export const drained = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) return resolve()
    const done = () => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.on('drain', done).on('close', done)
  })
