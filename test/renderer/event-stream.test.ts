import { expect, it } from 'vitest'
import { readEvents, type ServerEvent } from '../../renderer/event-stream.ts'

const text = `id: 0\nevent: resync\ndata: {"seq":0}\n\n: still here\n\nid: 1\nevent: change\ndata: {"topic":"Zoë – 🌉"}\n\n`
const expected: ServerEvent[] = [
  { name: 'resync', data: '{"seq":0}' },
  { name: 'change', data: '{"topic":"Zoë – 🌉"}' },
]

/** A body that arrives in pieces of so many bytes. */
function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

async function all(body: ReadableStream<Uint8Array>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = []
  for await (const event of readEvents(body)) events.push(event)
  return events
}

it.each([1, 2, 3, 7, 1000])(
  'reads the same events in pieces of %i bytes, characters and lines cut or not',
  async (size) => {
    expect(await all(inPieces(new TextEncoder().encode(text), size))).toEqual(expected)
  },
)

it('drops an event that the end of the stream has cut', async () => {
  const cut = new TextEncoder().encode(text.slice(0, -1))
  expect(await all(inPieces(cut, 1000))).toEqual(expected.slice(0, 1))
})

it('lets go of the body when its reader has had enough', async () => {
  let cancelled = false
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    cancel: () => {
      cancelled = true
    },
  })
  for await (const { name } of readEvents(body)) if (name === 'resync') break
  expect(cancelled).toBe(true)
})

it('throws what broke the body, so that nobody takes it for an end', async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new TypeError('network error')),
  })
  await expect(all(body)).rejects.toThrow('network error')
})
