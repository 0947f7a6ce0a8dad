/** What `reg query` prints of Windows' Internet Settings. */
import type { SystemSettings } from './system-settings.ts'

export function readWindows(text: string | null): SystemSettings | null {
  if (text === null) return null
  const values = new Map(
    [...text.matchAll(/^ {4}(\w+) {4}REG_\w+ {4}(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  )
  const isOn = Number(values.get('ProxyEnable') ?? 0) !== 0
  const servers = isOn ? serversIn(values.get('ProxyServer') ?? '') : new Map<string, string>()
  const entries = (values.get('ProxyOverride') ?? '').split(/[;,\s]+/)
  return {
    https: servers.get('https'),
    http: servers.get('http'),
    bypass: { entries, wholeDomains: false },
    script: (values.get('AutoConfigURL') ?? '') !== '',
    socks: servers.has('socks'),
  }
}

/** One for everything, `proxy:80`, or one for each scheme, `http=proxy:80;https=other:81`. */
function serversIn(text: string): Map<string, string> {
  const entries = text.split(/[;\s]+/).filter((entry) => entry !== '')
  const servers = new Map<string, string>()
  for (const entry of entries) {
    const at = entry.indexOf('=')
    if (at > 0) servers.set(entry.slice(0, at).toLowerCase(), entry.slice(at + 1))
    else for (const scheme of ['http', 'https']) servers.set(scheme, entry)
  }
  return servers
}
