/**
 * Reads cloudflared's own loopback server. `/ready` costs nothing; the `/diag` addresses make
 * cloudflared log lines, so they are asked only when a process is to be recognised.
 */
import { get } from 'node:http'
import { isObject } from '../base/is-object.ts'

const timeoutMs = 2_000

/** Whether a connection to the edge is up; null when the server does not answer. */
export async function readReady(port: number): Promise<boolean | null> {
  const answer = await loopbackGet(port, '/ready')
  return answer === null ? null : answer.status === 200
}

/** Which tunnel and connector a running cloudflared is, and where it forwards to. */
export async function readIdentity(
  port: number,
): Promise<{ tunnelId: string; connectorId: string; service: string } | null> {
  const tunnel = parse((await loopbackGet(port, '/diag/tunnel'))?.body)
  const config = parse((await loopbackGet(port, '/config'))?.body)
  if (!isObject(tunnel) || !isObject(config) || !isObject(config['config'])) return null
  const { tunnelID: tunnelId, connectorID: connectorId } = tunnel
  const ingress: unknown = config['config']['ingress']
  const first: unknown = Array.isArray(ingress) ? ingress[0] : undefined
  const service = isObject(first) ? first['service'] : undefined
  if (
    typeof tunnelId !== 'string' ||
    typeof connectorId !== 'string' ||
    typeof service !== 'string'
  )
    return null
  return { tunnelId, connectorId, service }
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** Never through a proxy, whatever the environment says: the other end is this computer. */
function loopbackGet(port: number, path: string): Promise<{ status: number; body: string } | null> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path, agent: false, timeout: timeoutMs }
    const call = get(options, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      response.on('error', () => resolve(null))
    })
    call.on('timeout', () => call.destroy())
    call.on('error', () => resolve(null))
  })
}
