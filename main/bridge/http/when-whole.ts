/**
 * Hands a request on only once all of it is here, or as much as any route reads: what is half sent
 * then costs a place for a moment, and no routing, no record, no answer in the making.
 */
import type { IncomingMessage } from 'node:http'

/** More than this waits for its reader, whose limit it is beyond. */
const enoughBytes = 32 * 1024

/** Never calls `use` for a request that breaks off. */
export function whenWhole(req: IncomingMessage, use: () => void): void {
  const isWhole = () => req.complete || req.readableLength >= enoughBytes
  if (isWhole()) return use()
  const look = () => {
    if (!isWhole()) return
    req.off('readable', look)
    use()
  }
  req.on('readable', look)
}
