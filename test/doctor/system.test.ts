/** The checks of this computer: on a real bridge, and on each thing that can be wrong with one. */
import { chmod, open } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkSystem } from '../../main/bridge/doctor/system/system.ts'
import { space, type SystemParts } from '../../main/bridge/doctor/system/checks.ts'
import { createClockCheck } from '../../main/bridge/doctor/system/clock.ts'
import {
  cloudflaredFaultFixedIn,
  nodeFaultFixedIn,
} from '../../main/bridge/doctor/system/known-faults.ts'
import { sleepSetting } from '../../main/bridge/doctor/system/sleep.ts'
import { directly, type ProxyFor } from '../../main/bridge/base/proxies.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { openBridge, temporaryDataDir } from '../control/open-bridge.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'

async function serve(answer: (url: string) => { body?: string; date?: string }): Promise<number> {
  const server = createServer((req, res) => {
    const { body = '', date } = answer(req.url ?? '')
    if (date !== undefined) {
      res.sendDate = false
      res.setHeader('date', date)
    }
    res.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const viaProxy: ProxyFor = () => ({
  routes: ['http://ada:secret@proxy.example:3128/'],
  source: 'HTTPS_PROXY',
})

/** A computer on which all is well, but for what is given. */
async function lookAtAll(given: (parts: SystemParts) => Partial<SystemParts>) {
  const dataDir = await temporaryDataDir()
  await chmod(dataDir, 0o700)
  const db = new DatabaseSync(':memory:')
  onTestFinished(() => db.close())
  const port = await serve(() => ({ body: '{"proof":"good"}' }))
  const internet = await serve((url) => (url.startsWith('/dns') ? { body: '{"Status":3}' } : {}))
  const parts: SystemParts = {
    dataDir,
    port,
    db,
    secrets: memorySecrets(),
    platform: 'linux',
    node: '24.22.1',
    fetch,
    endpoints: {
      control: `http://127.0.0.1:${internet}/`,
      doh: [`http://127.0.0.1:${internet}/dns`],
    },
    clockCheck: createClockCheck({ clock: { now: () => Date.now() }, fetch, allowed: () => true }),
    checkProof: (_nonce, proof) => proof === 'good',
    verifyChain: async () => ({ ok: true, entries: 3 }),
    verifyLedger: async () => ({ ok: true, entries: 2 }),
    findCloudflared: async () => ({
      path: '/bin/cloudflared',
      version: '2026.10.4',
      source: 'path',
    }),
    tunnel: () => ({ mode: 'quick', state: 'connecting', lastError: null }),
    sleep: async () => ({ sleeps: false, words: 'never while plugged in' }),
    wakes: () => [],
    unproved: () => [],
    openApplications: async () => [],
    tray: () => true,
  }
  return checkSystem({ ...parts, ...given(parts) })
}

const look = async (given: (parts: SystemParts) => Partial<SystemParts>) =>
  (await lookAtAll(given)).filter(({ state }) => state !== 'ok')

it('on a real bridge: every check is made, and what cannot be known says so', async () => {
  const { invoke } = await openBridge()
  const steps = await invoke('doctor.system')
  const state = Object.fromEntries(steps.map((step) => [step.id, step.state]))
  expect(state).toMatchObject({
    port: 'ok',
    secrets: 'ok',
    disk: 'ok',
    'data-folder': 'ok',
    database: 'ok',
    log: 'ok',
    cloudflared: 'skipped',
    names: 'skipped',
    proxy: 'ok',
    tray: 'skipped',
    runtime: nodeFaultFixedIn(process.versions.node) === undefined ? 'ok' : 'failed',
  })
  const details = Object.fromEntries(steps.map((step) => [step.id, step.detail]))
  expect(details).toMatchObject({
    cloudflared: 'Not needed: no tunnel is used.',
    names: 'Not needed: there is no public address.',
    tray: 'Not needed: the bridge runs without the desktop app.',
    disk: expect.stringMatching(/^[\d.]+ [MG]B are free\.$/),
  })
  expect(steps.map(({ id }) => id)).toEqual(expect.arrayContaining(['clock', 'sleep']))
})

it.each<[string, ProxyFor, Partial<SystemParts>]>([
  ['None is set.', () => directly, {}],
  ['None is used: NO_PROXY exempts the internet.', () => ({ ...directly, source: 'NO_PROXY' }), {}],
  [
    'Drawbridge goes through proxy.example:3128, named by HTTPS_PROXY.',
    viaProxy,
    { tunnel: () => ({ mode: 'off', state: 'stopped', lastError: null }) },
  ],
  [
    'Drawbridge goes through proxy.example:3128, named by HTTPS_PROXY. The tunnel goes past it, and works.',
    viaProxy,
    { tunnel: () => ({ mode: 'quick', state: 'ready', lastError: null }) },
  ],
])(
  'says which proxy is used and who names it, without its password: %s',
  async (words, proxyFor, more) => {
    const steps = await lookAtAll(() => ({ proxyFor, ...more }))
    expect(steps.find(({ id }) => id === 'proxy')).toMatchObject({ state: 'ok', detail: words })
  },
)

it.each<[string, string, (parts: SystemParts) => Partial<SystemParts>]>([
  [
    'clock',
    'Cannot be checked: no server on the internet gave the time.',
    () => ({ clockCheck: { measure: async () => null, suspected: () => null } }),
  ],
  [
    'clock',
    'Not looked at: contact.clockCheck is off in the settings.',
    () => ({ clockCheck: { measure: async () => 'off', suspected: () => null } }),
  ],
  [
    'proxy',
    'None is used. The system has something odd.',
    () => ({
      proxyFor: async () => ({ ...directly, source: 'x', unused: 'The system has something odd.' }),
    }),
  ],
  [
    'sleep',
    'Cannot be checked: only the settings of GNOME can be asked, and there are none.',
    () => ({ sleep: async () => null }),
  ],
])('%s: says why it is left out', async (id, detail, change) => {
  expect((await look(change)).find((step) => step.id === id)).toMatchObject({
    state: 'skipped',
    detail,
  })
})

it.each([
  [640 * 1024 ** 2, '640 MB'],
  [7.5 * 1024 ** 3, '7.5 GB'],
  [77.3 * 1024 ** 3, '77 GB'],
])('%d bytes of a disk are %s', (bytes, words) => {
  expect(space(bytes)).toBe(words)
})

it.each([
  ['24.21.0', '24.22.1'],
  ['24.22.0', '24.22.1'],
  ['24.22.1', undefined],
  ['24.100.0', undefined],
  ['25.9.0', '26.12.1'],
  ['26.10.0', '26.12.1'],
  ['26.12.1', undefined],
  ['27.0.0', undefined],
])('Node %s decodes safely from %s on', (version, fixed) => {
  expect(nodeFaultFixedIn(version)).toBe(fixed)
})

it.each([
  ['2026.8.2', '2026.10.2'],
  ['2026.10.1', '2026.10.2'],
  ['2026.10.2', undefined],
  ['2026.10.4', undefined],
  ['2027.1.0', undefined],
  ['DEV', '2026.10.2'],
])('cloudflared %s is told to go to %s', (version, fixed) => {
  expect(cloudflaredFaultFixedIn(version)).toBe(fixed)
})

describe('what is wrong with a computer', () => {
  it('nothing, when all is well', async () => {
    expect(await look(() => ({}))).toEqual([])
  })

  const troubles: [string, string, (parts: SystemParts) => Partial<SystemParts>][] = [
    [
      'clock',
      'clock-wrong',
      () => ({ clockCheck: { measure: async () => 120_000, suspected: () => null } }),
    ],
    ['port', 'listener-silent', () => ({ checkProof: () => false })],
    [
      'secrets',
      'secrets-weakly-kept',
      ({ secrets }) => ({
        secrets: { ...secrets, place: { ...secrets.place, warning: 'It is a file.' } },
      }),
    ],
    [
      'secrets',
      'keychain-locked',
      ({ secrets }) => ({
        secrets: {
          ...secrets,
          set: async () => {
            throw new BridgeError('keychain-locked', { reason: 'locked', otherwise: '' })
          },
        },
      }),
    ],
    ['log', 'log-chain-broken', () => ({ verifyChain: async () => ({ ok: false, brokenAt: 7 }) })],
    ['log', 'ledger-broken', () => ({ verifyLedger: async () => ({ ok: false, brokenAt: 7 }) })],
    [
      'cloudflared',
      'cloudflared-missing',
      () => ({
        findCloudflared: async () => {
          throw new BridgeError('cloudflared-missing', { where: '' })
        },
      }),
    ],
    ['names', 'name-lookup-failing', () => ({ endpoints: { doh: ['http://127.0.0.1:1/'] } })],
    ['proxy', 'proxy-in-the-way', () => ({ proxyFor: viaProxy })],
    [
      'sleep',
      'computer-sleeps',
      () => ({ sleep: async () => ({ sleeps: true, words: 'after 15 minutes' }) }),
    ],
    [
      'events',
      'wake-failing',
      () => ({
        wakes: () => [{ client: 'ChatGPT', held: true, failures: 3, lastOutcome: 'answered 401' }],
      }),
    ],
    [
      'events',
      'wake-unproved',
      () => ({ unproved: () => [{ client: 'ChatGPT', words: 'it did not answer in time' }] }),
    ],
    [
      'applications',
      'wake-failed',
      () => ({
        openApplications: async () => [
          { participant: 'claude', error: null },
          {
            participant: 'chatgpt',
            error: new BridgeError('wake-failed', {
              program: 'Codex',
              problem: 'it is not installed',
            }),
          },
        ],
      }),
    ],
    ['tray', 'tray-missing', () => ({ tray: () => false })],
    ['runtime', 'runtime-outdated', () => ({ node: '22.20.0' })],
    ['runtime', 'node-known-faults', () => ({ node: '24.21.0' })],
    [
      'cloudflared',
      'cloudflared-known-faults',
      () => ({
        findCloudflared: async () => ({
          path: '/x/cloudflared',
          version: '2026.8.2',
          source: 'path',
        }),
      }),
    ],
  ]

  it.each(troubles)('%s: %s', async (id, code, change) => {
    const wrong = (await look(change)).filter(({ state }) => state === 'failed')
    expect(wrong).toMatchObject([{ id, problem: { code } }])
    expect(wrong[0]?.detail).not.toMatch(/[{}]/)
  })

  it.runIf(process.platform !== 'win32')('data-folder: open to others', async () => {
    const dataDir = await temporaryDataDir()
    await chmod(dataDir, 0o755)
    expect(await look(() => ({ dataDir }))).toMatchObject([
      { id: 'data-folder', problem: { code: 'data-folder-open' } },
    ])
  })

  it('database: a damaged file', async () => {
    const path = join(await temporaryDataDir(), 'damaged.db')
    const made = new DatabaseSync(path)
    made.exec('CREATE TABLE t (a TEXT)')
    const row = made.prepare('INSERT INTO t VALUES (?)')
    for (let index = 0; index < 200; index += 1) row.run('x'.repeat(200))
    made.close()
    const file = await open(path, 'r+')
    await file.write(Buffer.alloc(4_096, 0x5a), 0, 4_096, 8_192)
    await file.close()
    const db = new DatabaseSync(path)
    onTestFinished(() => db.close())
    expect(await look(() => ({ db }))).toMatchObject([
      { id: 'database', problem: { code: 'database-damaged' } },
    ])
  })
})

describe('the clock', () => {
  it('is compared with the Date of a server, to within a second', async () => {
    const port = await serve(() => ({ date: new Date(Date.now() - 600_000).toUTCString() }))
    const check = createClockCheck({ clock: { now: () => Date.now() }, fetch, allowed: () => true })
    const offset = await check.measure(`http://127.0.0.1:${port}/`)
    expect(Math.abs(Number(offset) - 600_000)).toBeLessThan(30_000)
  })

  it('is not known when nobody can be asked', async () => {
    const check = createClockCheck({ clock: { now: () => Date.now() }, fetch, allowed: () => true })
    expect(await check.measure('http://127.0.0.1:1/')).toBeNull()
  })

  it('asks nobody when the owner does not want it', async () => {
    let asked = 0
    const port = await serve(() => {
      asked += 1
      return { date: new Date().toUTCString() }
    })
    let allowed = true
    const check = createClockCheck({
      clock: { now: () => Date.now() },
      fetch,
      allowed: () => allowed,
    })
    const url = `http://127.0.0.1:${port}/`
    expect(await check.measure(url)).toEqual(expect.any(Number))
    allowed = false
    expect(await check.measure(url)).toBe('off')
    expect(check.suspected()).toBeNull()
    expect(asked).toBe(1)
  })
})

describe('sleep, as each system tells it', () => {
  const says = (text: string | null) => async () => text

  it.each([
    [
      'darwin',
      'Battery Power:\n sleep                1\nAC Power:\n disksleep 10\n sleep                15\n',
      { sleeps: true, words: 'after 15 minutes' },
    ],
    [
      'darwin',
      'AC Power:\n sleep                0\n',
      { sleeps: false, words: 'never while plugged in' },
    ],
    [
      'win32',
      '  Possible Settings units: Seconds\n  Current AC Power Setting Index: 0x00000708\n  Current DC Power Setting Index: 0x0000012c\n',
      { sleeps: true, words: 'after 30 minutes' },
    ],
    [
      'linux',
      "org.gnome.settings-daemon.plugins.power sleep-inactive-ac-timeout 3600\norg.gnome.settings-daemon.plugins.power sleep-inactive-ac-type 'suspend'\n",
      { sleeps: true, words: 'after 60 minutes' },
    ],
    [
      'linux',
      "org.gnome.settings-daemon.plugins.power sleep-inactive-ac-type 'nothing'\n",
      { sleeps: false, words: 'never while plugged in' },
    ],
    ['linux', null, null],
    ['win32', 'something else', null],
  ] as const)('%s', async (platform, text, expected) => {
    expect(await sleepSetting(platform, says(text))).toEqual(expected)
  })
})
