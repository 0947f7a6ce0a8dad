/** What `scutil --proxy` prints: the settings of the network in use. */
import type { SystemSettings } from './system-settings.ts'

export function readMacos(text: string | null): SystemSettings | null {
  if (text === null) return null
  // Below `__SCOPED__` are those of single interfaces, indented further.
  const values = new Map(
    [...text.matchAll(/^ {2}(\w+) : (.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  )
  const [, from = ''] = text.split('  ExceptionsList : <array> {', 2)
  const [list = ''] = from.split('}', 1)
  const entries = [...list.matchAll(/^ {4}\d+ : (.*)$/gm)].map(([, entry = '']) => entry.trim())
  const isOn = (name: string) => values.get(name) === '1'
  const server = (kind: 'HTTP' | 'HTTPS'): string | undefined => {
    const host = values.get(`${kind}Proxy`) ?? ''
    if (!isOn(`${kind}Enable`) || host === '') return undefined
    return `${host.includes(':') ? `[${host}]` : host}:${values.get(`${kind}Port`) ?? '80'}`
  }
  return {
    https: server('HTTPS'),
    http: server('HTTP'),
    bypass: { entries, wholeDomains: false, simpleNames: isOn('ExcludeSimpleHostnames') },
    script: isOn('ProxyAutoConfigEnable') || isOn('ProxyAutoDiscoveryEnable'),
    socks: isOn('SOCKSEnable'),
  }
}
