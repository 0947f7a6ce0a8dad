/** Takes single lines off a stream and leaves every byte after them for whoever comes next. */
import type { Readable } from 'node:stream'

/**
 * The next line without its end, or undefined when the stream ends first. What follows the line is
 * put back into the stream. Throws when no line ends within `limit` bytes.
 */
export async function readLine(stream: Readable, limit: number): Promise<string | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for (;;) {
    const chunk = stream.read() as Buffer | null
    if (chunk === null) {
      if (stream.readableEnded || stream.destroyed) return undefined
      if (!(await readable(stream))) return undefined
      continue
    }
    const end = chunk.indexOf(10)
    if (end >= 0) {
      if (end + 1 < chunk.length) stream.unshift(chunk.subarray(end + 1))
      parts.push(chunk.subarray(0, end))
      return Buffer.concat(parts).toString('utf8').replace(/\r$/, '')
    }
    parts.push(chunk)
    size += chunk.length
    if (size > limit) throw new Error(`No line ended within ${limit} bytes`)
  }
}

/** Resolves true when there is something to read, false when the stream has ended. */
function readable(stream: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (result: boolean) => () => {
      stream.off('readable', onReadable).off('end', onEnd).off('close', onEnd).off('error', onEnd)
      resolve(result)
    }
    const onReadable = settle(true)
    const onEnd = settle(false)
    stream.on('readable', onReadable).on('end', onEnd).on('close', onEnd).on('error', onEnd)
  })
}
