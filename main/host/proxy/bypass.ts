/** Hosts that are asked directly: the lists of NO_PROXY and of the systems, by one rule. */
import { BlockList, isIP } from 'node:net'

export interface Bypass {
  /** Names, with `*` for anything, addresses, ranges (`10.0.0.0/8`); each with a port where it has one. */
  entries: readonly string[]
  /** Whether `example.com` means `www.example.com` too, as in NO_PROXY and GNOME. */
  wholeDomains: boolean
  /** Names without a dot are in the own network. */
  simpleNames?: boolean
}

const ports: Record<string, string> = { 'http:': '80', 'https:': '443' }

/** Whether the list names the host of the URL. */
export function bypasses({ entries, wholeDomains, simpleNames }: Bypass, url: URL): boolean {
  const host = bare(url.hostname)
  const port = url.port === '' ? ports[url.protocol] : url.port
  const simple = !host.includes('.') && isIP(host) === 0
  if (simple && simpleNames === true) return true
  return entries.some((given) => {
    const entry = given.trim().toLowerCase()
    // Windows' word for names without a dot.
    if (entry === '<local>') return simple
    const { scheme, name, wantedPort } = partsOf(entry)
    if (name === '' || (scheme !== undefined && `${scheme}:` !== url.protocol)) return false
    if (wantedPort !== undefined && wantedPort !== port) return false
    if (name.includes('/')) return inRange(name, host)
    if (isIP(name) > 0) return name === host || inRange(name, host)
    const domain = name.replace(/^\*?\./, '')
    const dotted = domain !== name
    if (wholeDomains || name.startsWith('.')) {
      if (domain.includes('*')) return matches(domain, host)
      return host.endsWith(`.${domain}`) || (host === domain && (wholeDomains || dotted))
    }
    return matches(name, host)
  })
}

const bare = (hostname: string): string => hostname.replaceAll(/[[\]]/g, '').toLowerCase()

/** `https://name:port`, of which only the name must be there. */
function partsOf(entry: string): { scheme?: string; name: string; wantedPort?: string } {
  const at = entry.indexOf('://')
  const scheme = at < 0 ? {} : { scheme: entry.slice(0, at) }
  const rest = at < 0 ? entry : entry.slice(at + 3)
  const ported = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(rest)
  if (!ported) return { ...scheme, name: bare(rest) }
  return { ...scheme, name: bare(ported[1] ?? ''), wantedPort: ported[2] ?? '' }
}

/** `169.254/16` of macOS leaves out zeros at the end. */
function inRange(range: string, host: string): boolean {
  const [given = '', bits] = range.split('/')
  const family = isIP(host)
  const network = given.includes(':') ? given : padded(given)
  if (family === 0 || isIP(network) !== family) return false
  const type = family === 6 ? 'ipv6' : 'ipv4'
  const most = family === 6 ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > most) return false
  const list = new BlockList()
  list.addSubnet(network, prefix, type)
  return list.check(host, type)
}

const padded = (network: string): string =>
  [...network.split('.'), '0', '0', '0'].slice(0, 4).join('.')

/** `*` stands for anything; one pass, however many there are. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return pattern === text
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
