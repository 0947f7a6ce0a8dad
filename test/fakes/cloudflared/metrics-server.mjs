/** cloudflared's loopback server: bound before the first registration. */
import { createServer } from 'node:http'

export async function startMetrics({ address, identity, connector, link, flags, run, log }) {
  const [host, port] = address.split(':')
  const server = createServer((req, res) => {
    const json = (status, value) => {
      res.writeHead(status, { 'content-type': 'application/json' })
      res.end(JSON.stringify(value))
    }
    switch (req.url) {
      case '/ready': {
        const ready = link.ready()
        const status = ready ? 200 : 503
        return json(status, { status, readyConnections: ready ? 1 : 0, connectorId: connector })
      }
      case '/quicktunnel':
        return json(200, { hostname: run ? '' : identity.hostname })
      case '/healthcheck':
        return res.end('OK\n')
      case '/config':
        return json(200, {
          version: -1,
          config: { ingress: [{ hostname: '', path: null, service: flags.url }] },
        })
      case '/diag/tunnel':
        log.info('Collection started collector=tunnelState')
        log.info('Collection finished collector=tunnelState')
        return json(200, {
          tunnelID: identity.id,
          connectorID: connector,
          ...(link.ready()
            ? { connections: [{ isConnected: true, edgeAddress: '127.0.0.1' }] }
            : {}),
        })
      default:
        res.writeHead(404)
        return res.end()
    }
  })
  await new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new Error(
          `listen tcp ${address}: bind: ${error.code === 'EADDRINUSE' ? 'address already in use' : error.code}`,
        ),
      ),
    )
    server.listen(Number(port), host, resolve)
  })
  log.info(`Starting metrics server on ${host}:${server.address().port}/metrics`)
}
