/** The public listener before the bridge behind it is ready. */
import { expect, it, onTestFinished } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { createPublicListener } from '../../main/bridge/http/public-listener.ts'

it('answers 503 from the moment it has its port until there is something to serve', async () => {
  const listener = createPublicListener({ healthSecret: Buffer.alloc(32), log: silentLog })
  const port = await listener.start(0)
  onTestFinished(() => listener.stop())
  const url = `http://127.0.0.1:${port}`
  const early = await fetch(`${url}/mcp`)
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1'])
  listener.serve({
    mcp: async (origin, _req, res) => void res.end(origin.kind),
    signIn: () => (_req, _res, next) => next(),
  })
  listener.setOrigins([{ url, kind: 'loopback' }])
  expect(await (await fetch(`${url}/mcp`)).text()).toBe('loopback')
})
