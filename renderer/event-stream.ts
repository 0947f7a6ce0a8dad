/**
 * Reads server-sent events from the body of a response. EventSource cannot send a header, and the
 * panel must; reconnecting is the caller's.
 */
import { EventSourceParserStream } from 'eventsource-parser/stream'

export interface ServerEvent {
  name: string
  data: string
}

/** The events in order, however the bytes were cut; ends or throws with the body. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const events = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
  const reader = events.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield { name: next.value.event ?? 'message', data: next.value.data }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
