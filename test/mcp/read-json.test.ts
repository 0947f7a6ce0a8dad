/** Reading the body of a request whose client may be gone by then. */
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { readJson } from '../../main/bridge/mcp/over-http/web-adapter.ts'

it('gives up on a client that went away before its body was read', async () => {
  const req = new IncomingMessage(new Socket())
  req.destroy()
  await once(req, 'close')
  await expect(readJson(req, 1_000)).rejects.toThrow('aborted')
})
