/**
 * The end of a link's input. A host that closes its end, or a script that pipes requests in, still
 * wants the answers to what it asked: the end is passed on only when they have been written, or
 * after a short while when something (a wait for a message) has no answer yet.
 */
import type { Duplex, Readable, Transform } from 'node:stream'
import type { Transport } from '@modelcontextprotocol/server'
import { watched } from './watched-transport.ts'

/** A host that shuts down waits this long at least before it kills (MCP basic/lifecycle). */
const longestMs = 2_000

export interface FinishingStream {
  /** What the protocol reads in place of the stream. */
  input: Readable
  /** The transport on that input, watched for requests without an answer. */
  watch(transport: Transport): Transport
}

/** `input` is what the stream passes through on its way. */
export function createFinishingStream(stream: Duplex, input: Transform): FinishingStream {
  const unanswered = new Set<string | number>()
  let ended = false
  let late: NodeJS.Timeout | undefined

  const endWhenAnswered = () => {
    if (!ended || unanswered.size > 0) return
    clearTimeout(late)
    input.end()
  }
  stream.pipe(input, { end: false })
  stream.once('end', () => {
    ended = true
    late = setTimeout(() => input.end(), longestMs)
    // What was just read is still on its way to the protocol.
    setImmediate(endWhenAnswered)
  })
  stream.once('close', () => {
    clearTimeout(late)
    input.destroy()
  })

  return {
    input,
    watch: (transport) =>
      watched(transport, {
        received(message) {
          if ('method' in message && 'id' in message) unanswered.add(message.id)
        },
        sent(message) {
          if (!('method' in message) && message.id !== undefined) unanswered.delete(message.id)
          endWhenAnswered()
        },
      }),
  }
}
