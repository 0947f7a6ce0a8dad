/** Which proxy an address is asked through: the environment first, then what each system prints. */
import { expect, it } from 'vitest'
import { silentLog } from '../../../main/bridge/base/ports.ts'
import { noProxies, type ProxyChoice } from '../../../main/bridge/base/proxies.ts'
import { createProxyFor } from '../../../main/host/proxy/proxy-for.ts'
import { fromChromium, fromSystem } from '../../../main/host/proxy/system-proxy.ts'

const system = 'the settings of the system'
const direct = { routes: [null], source: null }
const exempt = { routes: [null], source: system }
const through = (...routes: (string | null)[]) => ({ routes, source: system })

/** What is chosen for an address where the program of that system prints `text`. */
async function printed(
  platform: NodeJS.Platform,
  text: string | null,
  address: string,
): Promise<ProxyChoice> {
  const proxyFor = fromSystem({ platform, ask: async () => text, clock: { now: () => 0 } })
  return proxyFor(new URL(address))
}

const macos = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPEnable : 1
  HTTPPort : 3127
  HTTPProxy : plain.example
  HTTPSEnable : 1
  HTTPSPort : 3128
  HTTPSProxy : proxy.example
  __SCOPED__ : <dictionary> {
    en0 : <dictionary> {
      HTTPSEnable : 1
      HTTPSPort : 9
      HTTPSProxy : other.example
    }
  }
}
`

const windows = (lines: string) =>
  `
HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
    User Agent    REG_SZ    Mozilla/4.0
${lines}
HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Zones
`.replaceAll('\n', '\r\n')

const one = windows(`    ProxyEnable    REG_DWORD    0x1
    ProxyServer    REG_SZ    proxy.example:3128
    ProxyOverride    REG_SZ    *.intra.example;192.168.*;<local>`)
const list = windows(`    ProxyEnable    REG_DWORD    0x1
    ProxyServer    REG_SZ    http=plain.example:3127;https=proxy.example:3128;socks=s.example:1080`)

const gnome = (mode: string, more = '') => `org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '10.0.0.0/8', 'intra.example']
org.gnome.system.proxy mode '${mode}'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.http host 'plain.example'
org.gnome.system.proxy.http port 3127
org.gnome.system.proxy.https host 'proxy.example'
org.gnome.system.proxy.https port 3128
${more}`

it.each<[string, NodeJS.Platform, string | null, string, object]>([
  ['macOS', 'darwin', macos, 'https://far.example/x', through('http://proxy.example:3128/')],
  ['macOS, plain', 'darwin', macos, 'http://far.example/', through('http://plain.example:3127/')],
  ['macOS, exempt', 'darwin', macos, 'https://printer.local/', exempt],
  ['macOS, in a range', 'darwin', macos, 'https://169.254.1.2/', exempt],
  ['macOS, without a dot', 'darwin', macos, 'https://printer/', exempt],
  [
    'macOS, off',
    'darwin',
    macos.replaceAll('Enable : 1', 'Enable : 0'),
    'https://a.example/',
    direct,
  ],
  ['macOS, without scutil', 'darwin', null, 'https://a.example/', direct],
  ['Windows', 'win32', one, 'https://far.example/', through('http://proxy.example:3128/')],
  ['Windows, exempt', 'win32', one, 'https://a.intra.example/', exempt],
  ['Windows, local', 'win32', one, 'https://printer/', exempt],
  [
    'Windows, by scheme',
    'win32',
    list,
    'https://a.example/',
    through('http://proxy.example:3128/'),
  ],
  ['Windows, plain', 'win32', list, 'http://a.example/', through('http://plain.example:3127/')],
  ['Windows, off', 'win32', one.replace('0x1', '0x0'), 'https://a.example/', direct],
  ['GNOME', 'linux', gnome('manual'), 'https://a.example/', through('http://proxy.example:3128/')],
  ['GNOME, exempt', 'linux', gnome('manual'), 'https://www.intra.example/', exempt],
  ['GNOME, in a range', 'linux', gnome('manual'), 'https://10.9.8.7/', exempt],
  ['GNOME, none', 'linux', gnome('none'), 'https://a.example/', direct],
  ['no GNOME', 'linux', null, 'https://a.example/', direct],
])('%s', async (_name, platform, text, address, chosen) => {
  expect(await printed(platform, text, address)).toEqual(chosen)
})

it.each<[string, NodeJS.Platform, string]>([
  ['macOS', 'darwin', '<dictionary> {\n  ProxyAutoConfigEnable : 1\n}\n'],
  ['macOS, found by the network', 'darwin', '<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}\n'],
  ['Windows', 'win32', windows('    AutoConfigURL    REG_SZ    http://pac.example/x.pac')],
  ['GNOME', 'linux', gnome('auto')],
])('says plainly that a script is not evaluated: %s', async (_name, platform, text) => {
  const choice = await printed(platform, text, 'https://a.example/')
  expect(choice).toMatchObject({ ...exempt, unused: expect.stringContaining('script (PAC)') })
})

it.each<[string, NodeJS.Platform, string]>([
  ['macOS', 'darwin', '<dictionary> {\n  SOCKSEnable : 1\n}\n'],
  ['Windows', 'win32', list.replace('https=proxy.example:3128;', '')],
  [
    'GNOME',
    'linux',
    gnome(
      'manual',
      "org.gnome.system.proxy.socks host 's'\norg.gnome.system.proxy.socks port 1080",
    ).replace("'proxy.example'", "''"),
  ],
])('says that one of the kind SOCKS is not used: %s', async (_name, platform, text) => {
  const choice = await printed(platform, text, 'https://a.example/')
  expect(choice).toMatchObject({ ...exempt, unused: expect.stringContaining('SOCKS') })
})

it('starts the program of the system once a minute, for however many requests', async () => {
  let now = 0
  let asked = 0
  const ask = async () => {
    asked += 1
    return gnome('manual')
  }
  const proxyFor = fromSystem({ platform: 'linux', ask, clock: { now: () => now } })
  const url = new URL('https://a.example/')
  await Promise.all([proxyFor(url), proxyFor(url), proxyFor(url)])
  now = 59_999
  await proxyFor(url)
  expect(asked).toBe(1)
  now = 60_000
  await proxyFor(url)
  expect(asked).toBe(2)
})

it.each<[string, object]>([
  ['DIRECT', direct],
  ['', direct],
  ['PROXY proxy.example:3128', through('http://proxy.example:3128/')],
  ['HTTPS proxy.example:443', through('https://proxy.example/')],
  [
    'PROXY a.example:1; SOCKS5 b.example:2; PROXY c.example:3;DIRECT',
    through('http://a.example:1/', 'http://c.example:3/', null),
  ],
  ['SOCKS5 b.example:2; DIRECT', direct],
  ['DIRECT; PROXY a.example:1', direct],
])('Chromium: %s', async (answer, chosen) => {
  const asked: string[] = []
  const proxyFor = fromChromium(async (url) => {
    asked.push(url)
    return answer
  })
  expect(await proxyFor(new URL('https://far.example/secret?path'))).toEqual(chosen)
  expect(asked).toEqual(['https://far.example/'])
})

it('Chromium: names a kind that cannot be used, and is asked directly when it does not answer', async () => {
  const url = new URL('https://far.example/')
  const socks = await fromChromium(async () => 'SOCKS5 b.example:2')(url)
  expect(socks).toMatchObject({ ...exempt, unused: expect.stringContaining('SOCKS5') })
  expect(await fromChromium(() => Promise.reject(new Error('gone')))(url)).toEqual(direct)
})

const fromSettings: ProxyChoice = { routes: ['http://system.example:1/'], source: system }

it.each<[string, NodeJS.ProcessEnv, string, object]>([
  [
    'wins over the system',
    { HTTPS_PROXY: 'proxy.example:3128' },
    'https://a.example/',
    { routes: ['http://proxy.example:3128/'], source: 'HTTPS_PROXY' },
  ],
  [
    'in small letters',
    { https_proxy: 'https://ada:secret@p.example' },
    'https://a.example/',
    { routes: ['https://ada:secret@p.example/'], source: 'https_proxy' },
  ],
  [
    'with a percent sign in a password, escaped or not',
    { HTTPS_PROXY: 'http://ada:50%off%25@p.example:1' },
    'https://a.example/',
    { routes: ['http://ada:50%25off%25@p.example:1/'], source: 'HTTPS_PROXY' },
  ],
  [
    'for all',
    { ALL_PROXY: 'http://p.example:1' },
    'http://a.example/',
    { routes: ['http://p.example:1/'], source: 'ALL_PROXY' },
  ],
  [
    'says nothing of plain http',
    { HTTPS_PROXY: 'http://p.example:1' },
    'http://a.example/',
    fromSettings,
  ],
  [
    'exempts',
    { HTTPS_PROXY: 'p:1', NO_PROXY: 'b.example, a.example' },
    'https://www.a.example/',
    { routes: [null], source: 'NO_PROXY' },
  ],
  [
    'exempts from the system too',
    { no_proxy: '*' },
    'https://a.example/',
    { routes: [null], source: 'NO_PROXY' },
  ],
  ['says nothing', {}, 'https://a.example/', fromSettings],
  [
    'says nothing of this computer',
    { HTTPS_PROXY: 'p:1' },
    'http://127.0.0.1:7420/healthz',
    direct,
  ],
  ['nor of its names', { HTTPS_PROXY: 'p:1' }, 'https://x.localhost/', direct],
  ['nor of it by IPv6', {}, 'https://[::1]:8443/', direct],
])('the environment %s', (_name, env, address, chosen) => {
  const proxyFor = createProxyFor({ env, system: () => fromSettings, log: silentLog })
  expect(proxyFor(new URL(address))).toEqual(chosen)
})

it.each([
  'socks5://ada:secret@proxy.example:1080',
  'http://ada:secret@proxy.example:port',
  'http://ada:secret%ff@proxy.example:1080',
])('one that cannot be used is named without its value: %s', async (value) => {
  const logged: unknown[] = []
  const log = { warn: (...line: unknown[]) => void logged.push(line) }
  const proxyFor = createProxyFor({ env: { HTTPS_PROXY: value }, system: noProxies, log })
  const choice = await proxyFor(new URL('https://a.example/'))
  expect(choice).toMatchObject({ routes: [null], unused: expect.stringContaining('HTTPS_PROXY') })
  expect(logged).toEqual([['proxy.unusable', { variable: 'HTTPS_PROXY' }]])
  expect(JSON.stringify(choice)).not.toContain('secret')
})
