/**
 * An HTTPS GET to an address already looked up: the connection goes there, while certificate check,
 * SNI and Host stay with the name.
 */
import { request } from 'node:https'
import { pinnedLookup } from '../base/pinned-lookup.ts'

export interface PlainAnswer {
  status: number
  body: string
}

const largestBody = 64 * 1024

export function pinnedGet(
  url: URL,
  options: { addresses: string[]; port: number; ca: string | undefined; timeoutMs: number },
): Promise<PlainAnswer> {
  const lookup = pinnedLookup(options.addresses)
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
