/** A reader that is slow a thousand times costs no more than one that is slow once. */
import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { drained } from '../../main/bridge/base/drained.ts'

it('waits each time until the reader takes more, and leaves no listener behind', async () => {
  const stream = new Writable({
    highWaterMark: 1,
    write: (_part, _encoding, done) => setImmediate(done),
  })
  const before = stream.listenerCount('close')
  for (let part = 0; part < 50; part += 1) {
    expect(stream.write('x')).toBe(false)
    await drained(stream)
    expect(stream.writableLength).toBe(0)
  }
  expect([stream.listenerCount('close'), stream.listenerCount('drain')]).toEqual([before, 0])
})

it('waits no longer for a reader that is gone', async () => {
  const stream = new Writable({ highWaterMark: 1, write: () => {} })
  stream.write('x')
  const waited = drained(stream)
  stream.destroy()
  await waited
  await drained(stream)
  expect(stream.listenerCount('drain')).toBe(0)
})
