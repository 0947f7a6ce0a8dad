/** Whether a request goes through a proxy is decided by the rule of the host alone. */
import { createServer, setGlobalProxyFromEnv } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { plainFetch } from '../../main/bridge/base/plain-fetch.ts'
import { setProxies } from '../../main/bridge/base/proxied.ts'
import { directly, noProxies } from '../../main/bridge/base/proxies.ts'

it('asks directly what the rule says, also where Node was told to use the proxies of the environment', async () => {
  const asked: (string | undefined)[] = []
  const proxy = createServer((req, res) => {
    asked.push(req.url)
    res.writeHead(502).end()
  }).on('connect', (req, socket) => {
    asked.push(req.url)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  const own = createServer((_req, res) => res.end('own'))
  const [proxyUrl, ownUrl] = await Promise.all(
    [proxy, own].map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => {
        server.closeAllConnections()
        server.close()
      })
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    }),
  )
  // What NODE_USE_ENV_PROXY does at the start of a process.
  onTestFinished(setGlobalProxyFromEnv({ http_proxy: proxyUrl, https_proxy: proxyUrl }))
  setProxies(() => directly)
  onTestFinished(() => setProxies(noProxies))
  const answer = await plainFetch(ownUrl ?? '').then(
    (response) => response.text(),
    (error: Error) => String(error.cause),
  )
  expect([answer, asked]).toEqual(['own', []])
})
