/** What `gsettings list-recursively org.gnome.system.proxy` prints; other desktops read it as well. */
import type { SystemSettings } from './system-settings.ts'

export function readGnome(text: string | null): SystemSettings | null {
  if (text === null) return null
  const valueOf = (schema: string, key: string): string => {
    const line = text
      .split('\n')
      .find((one) => one.startsWith(`org.gnome.system.proxy${schema} ${key} `))
    return line?.slice(`org.gnome.system.proxy${schema} ${key} `.length).trim() ?? ''
  }
  const mode = unquoted(valueOf('', 'mode'))
  const server = (kind: string): string | undefined => {
    const host = unquoted(valueOf(`.${kind}`, 'host'))
    const port = valueOf(`.${kind}`, 'port')
    if (mode !== 'manual' || host === '' || !/^[1-9]\d*$/.test(port)) return undefined
    return `${host.includes(':') ? `[${host}]` : host}:${port}`
  }
  const entries = [...valueOf('', 'ignore-hosts').matchAll(/'([^']*)'/g)].map(([, one = '']) => one)
  return {
    https: server('https'),
    http: server('http'),
    bypass: { entries, wholeDomains: true },
    script: mode === 'auto',
    socks: server('socks') !== undefined,
  }
}

const unquoted = (value: string): string => value.replaceAll(/^'|'$/g, '')
