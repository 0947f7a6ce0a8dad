/**
 * What a local link sends, line by line. A line is counted while it arrives and passed on only when
 * it is whole, so that what costs too much never reaches a parser, and the protocol behind it need
 * not put a long line together again with each piece.
 */
import { Transform } from 'node:stream'
import { createShapeMeter } from '../limits/json-shape.ts'
import { requireLargeTool, type RequestLimits } from '../limits/request-limits.ts'

const newline = 0x0a

/** `refused` is told once why the link ends. */
export function createLineGuard(
  limits: () => RequestLimits,
  refused: (reason: string) => void,
): Transform {
  let parts: Buffer[] = []
  let size = 0
  let meter = createShapeMeter()
  let over = false

  function take(part: Buffer, { small, large }: RequestLimits): void {
    parts.push(part)
    size += part.length
    const problem = meter.add(part)
    if (problem !== undefined) throw new Error(problem)
    if (size > Math.max(small, large)) throw new Error(`a line is larger than ${large} bytes`)
  }

  function whole(all: RequestLimits): Buffer {
    const [only] = parts
    const line = parts.length === 1 && only ? only : Buffer.concat(parts, size)
    requireLargeTool(line, all)
    parts = []
    size = 0
    meter = createShapeMeter()
    return line
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (over) return done()
      const all = limits()
      try {
        let from = 0
        for (;;) {
          const end = chunk.indexOf(newline, from)
          if (end < 0) break
          take(chunk.subarray(from, end + 1), all)
          this.push(whole(all))
          from = end + 1
        }
        if (from < chunk.length) take(chunk.subarray(from), all)
      } catch (error) {
        over = true
        parts = []
        refused(error instanceof Error ? error.message : String(error))
      }
      return done()
    },
    flush(done) {
      if (!over && parts.length > 0) this.push(Buffer.concat(parts, size))
      done()
    },
  })
}
