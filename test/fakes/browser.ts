/**
 * A browser for tests: a cookie jar with paths and hosts, and no redirects followed by itself. Names
 * that exist nowhere are reached through `routes`, as a tunnel would: on a loopback port with their
 * own Host header and X-Forwarded-Proto.
 */
import { request } from 'node:http'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  /** Absolute address of a redirect. */
  location: URL | undefined
  json(): Record<string, unknown>
}

export interface Send {
  method?: string
  headers?: Record<string, string>
  body?: string
  form?: Record<string, string> | URLSearchParams
  json?: unknown
}

export interface Browser {
  go(url: string | URL, send?: Send): Promise<Answer>
  get(url: string | URL): Promise<Answer>
  cookies: { name: string; value: string; host: string; path: string; raw: string }[]
}

/** `portOf` gives the loopback port that answers for an address; by default its own. */
export function createBrowser(portOf = (url: URL) => Number(url.port)): Browser {
  const cookies: Browser['cookies'] = []

  function cookieHeader(url: URL): string {
    return cookies
      .filter((cookie) => cookie.host === url.host && url.pathname.startsWith(cookie.path))
      .map((cookie) => `${cookie.name}=${cookie.value}`)
      .join('; ')
  }

  function keep(url: URL, raw: string): void {
    const [pair = '', ...attributes] = raw.split(/;\s*/)
    const at = pair.indexOf('=')
    const path = attributes.find((item) => /^path=/i.test(item))?.slice(5) ?? '/'
    const name = pair.slice(0, at)
    const same = cookies.findIndex(
      (cookie) => cookie.name === name && cookie.host === url.host && cookie.path === path,
    )
    if (same >= 0) cookies.splice(same, 1)
    if (/expires=Thu, 01 Jan 1970/i.test(raw)) return
    cookies.push({ name, value: pair.slice(at + 1), host: url.host, path, raw })
  }

  async function go(target: string | URL, send: Send = {}): Promise<Answer> {
    const url = new URL(target)
    const form = send.form && new URLSearchParams(send.form).toString()
    const body = send.body ?? form ?? (send.json === undefined ? '' : JSON.stringify(send.json))
    const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded'
    const cookie = cookieHeader(url)
    const answer = await exchange(portOf(url), url, {
      method: send.method ?? (body === '' ? 'GET' : 'POST'),
      body,
      headers: {
        host: url.host,
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        ...(url.protocol === 'https:' && { 'x-forwarded-proto': 'https' }),
        ...(cookie !== '' && { cookie }),
        ...(body !== '' && {
          'content-type': type,
          'content-length': String(Buffer.byteLength(body)),
        }),
        ...send.headers,
      },
    })
    for (const raw of answer.headers['set-cookie'] ?? []) keep(url, raw)
    return answer
  }

  return { go, get: (url) => go(url), cookies }
}

function exchange(
  port: number,
  url: URL,
  { method, headers, body }: { method: string; headers: Record<string, string>; body: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const path = url.pathname + url.search
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('error', reject)
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const { location } = res.headers
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          text,
          location: location === undefined ? undefined : new URL(location, url),
          json: () => JSON.parse(text) as Record<string, unknown>,
        })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
