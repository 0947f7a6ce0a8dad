import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { readLine } from '../../main/bridge/local/line-reader.ts'

it('gives one line at a time and leaves what follows in the stream', async () => {
  const stream = new PassThrough()
  stream.end('first\r\nsecond\nrest of it')
  expect(await readLine(stream, 100)).toBe('first')
  expect(await readLine(stream, 100)).toBe('second')
  expect(String(stream.read())).toBe('rest of it')
})

it('joins a line that arrives in pieces, also inside a character', async () => {
  const stream = new PassThrough()
  const line = readLine(stream, 100)
  const bytes = Buffer.from('grüße\n')
  for (const byte of bytes) stream.write(Buffer.from([byte]))
  expect(await line).toBe('grüße')
})

it('gives undefined when the stream ends without a line', async () => {
  const stream = new PassThrough()
  stream.end('no line end')
  expect(await readLine(stream, 100)).toBeUndefined()
})

it('refuses a line that does not end within the limit', async () => {
  const stream = new PassThrough()
  stream.write('x'.repeat(101))
  await expect(readLine(stream, 100)).rejects.toThrow(/100 bytes/)
})
