/**
 * An HTTPS GET to an address already looked up: the connection goes there, while certificate check,
 * SNI and Host stay with the name.
 */
import { request } from 'node:https'
import { isIPv6, type LookupFunction } from 'node:net'

export interface PlainAnswer {
  status: number
  body: string
}

const largestBody = 64 * 1024

export function pinnedGet(
  url: URL,
  options: { addresses: string[]; port: number; ca: string | undefined; timeoutMs: number },
): Promise<PlainAnswer> {
  const pinned = options.addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  const lookup: LookupFunction = (_name, wanted, callback) => {
    const first = pinned[0]
    if (!first) callback(new Error('no address'), '', 4)
    else if (wanted.all === true) callback(null, pinned)
    else callback(null, first.address, first.family)
  }
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: url.hostname.replaceAll(/^\[|\]$/g, ''),
        port: options.port,
        path: `${url.pathname}${url.search}`,
        headers: { host: url.host, accept: 'application/json' },
        lookup,
        agent: false,
        signal: AbortSignal.timeout(options.timeoutMs),
        ...(options.ca === undefined ? {} : { ca: options.ca }),
      },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          if (body.length < largestBody) body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
        response.on('error', reject)
      },
    )
    call.on('error', reject)
    call.end()
  })
}
