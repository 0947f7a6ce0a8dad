/**
 * Follows a file that another process writes. In keeper mode cloudflared writes to a file and not to
 * a pipe: with a dead reader it would die of SIGPIPE at its next line.
 */
import { closeSync, openSync, readSync } from 'node:fs'

const everyMs = 200
const blockBytes = 64 * 1024

/** Gives out what is in the file and what is added, until stopped; the rest is read at the stop. */
export function followFile(path: string, from: number, onText: (text: string) => void): () => void {
  const block = Buffer.alloc(blockBytes)
  const decoder = new TextDecoder()
  let position = from
  const read = () => {
    let file: number
    try {
      file = openSync(path, 'r')
    } catch {
      return
    }
    try {
      for (let count = 1; count > 0;) {
        count = readSync(file, block, 0, blockBytes, position)
        position += count
        if (count > 0) onText(decoder.decode(block.subarray(0, count), { stream: true }))
      }
    } finally {
      closeSync(file)
    }
  }
  const timer = setInterval(read, everyMs)
  return () => {
    clearInterval(timer)
    read()
  }
}
