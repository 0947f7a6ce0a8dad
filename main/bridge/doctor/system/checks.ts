/** What is looked at on this computer: each check gives one sentence, or throws what is wrong. */
import { randomBytes } from 'node:crypto'
import { stat, statfs } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { awaitsProgram } from '../../../contract/awaits-program.ts'
import { BridgeError } from '../../base/errors.ts'
import type { SecretStore } from '../../base/ports.ts'
import { noProxies, proxyName, type ProxyFor } from '../../base/proxies.ts'
import { readLimitedJson } from '../../base/read-limited.ts'
import { defaultEndpoints } from '../../tunnel/endpoints.ts'
import type { FoundCloudflared } from '../../tunnel/find-cloudflared.ts'
import { createResolver } from '../../tunnel/resolve.ts'
import type { Endpoints, Fetch, TunnelStatus } from '../../tunnel/types.ts'
import { clockOffMs, clockWords } from './clock-words.ts'
import type { ClockCheck } from './clock.ts'
import { cloudflaredFaultFixedIn, nodeFaultFixedIn } from './known-faults.ts'
import type { SleepSetting } from './sleep.ts'
import {
  lookAtApplications,
  lookAtWakes,
  type OpenApplication,
  type Unproved,
  type Wake,
} from './wakes.ts'

type Verified = { ok: true; entries: number } | { ok: false; brokenAt: number }

export interface SystemParts {
  dataDir: string
  port: number
  db: DatabaseSync
  secrets: SecretStore
  /** Which proxy an address is asked through; none when left out. */
  proxyFor?: ProxyFor | undefined
  platform: NodeJS.Platform
  /** The version of Node that runs, Electron's own included. */
  node: string
  fetch: Fetch
  endpoints: Partial<Endpoints> | undefined
  clockCheck: ClockCheck
  checkProof: (nonce: string, proof: string) => boolean
  verifyChain: () => Promise<Verified>
  /** The same of what each client has received. */
  verifyLedger: () => Promise<Verified>
  findCloudflared: () => Promise<FoundCloudflared>
  tunnel: () => Pick<TunnelStatus, 'mode' | 'state' | 'lastError'>
  sleep: () => Promise<SleepSetting | null>
  /** Who is woken by events, and how that goes. */
  wakes: () => readonly Wake[]
  /** Whose callback did not prove itself. */
  unproved: () => readonly Unproved[]
  /** The open applications that are told when something waits. */
  openApplications: () => Promise<readonly OpenApplication[]>
  /** Whether the desktop shows tray icons; null without a desktop. */
  tray: () => boolean | null
}

/** Cannot be told, or does not matter here; the reason is a sentence of its own. */
interface NotChecked {
  notChecked: string
}

type Look = (parts: SystemParts) => Promise<string | NotChecked>

export interface Check {
  id: string
  title: string
  look: Look
}

const notChecked = (why: string): NotChecked => ({ notChecked: why })

const megabyte = 1024 * 1024
const leastFree = 500 * megabyte
const lookupMs = 5_000
/** Whatever program has the port may answer. */
const largestProof = 64 * 1024
const noAddress = 'Not needed: there is no public address.'
const neededNode = 24

async function clock({ clockCheck, endpoints }: SystemParts): Promise<string | NotChecked> {
  const offset = await clockCheck.measure(endpoints?.control)
  if (offset === 'off')
    return notChecked('Not looked at: contact.clockCheck is off in the settings.')
  if (offset === null)
    return notChecked('Cannot be checked: no server on the internet gave the time.')
  if (Math.abs(offset) > clockOffMs) {
    throw new BridgeError('clock-wrong', clockWords(offset))
  }
  return 'Right, within a few seconds.'
}

async function listener({ port, fetch, checkProof }: SystemParts): Promise<string> {
  const nonce = randomBytes(24).toString('base64url')
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz?nonce=${nonce}`, {
      signal: AbortSignal.timeout(lookupMs),
    })
    const { proof } = (await readLimitedJson(answer, largestProof)) as { proof?: unknown }
    if (typeof proof === 'string' && checkProof(nonce, proof)) {
      return `This bridge answers on port ${port}.`
    }
  } catch (error) {
    throw new BridgeError('listener-silent', { port }, { cause: error })
  }
  throw new BridgeError('listener-silent', { port })
}

const testSecret = 'doctor-check'

async function keychain({ secrets }: SystemParts): Promise<string> {
  const value = randomBytes(12).toString('base64url')
  await secrets.set(testSecret, value)
  const back = await secrets.get(testSecret)
  await secrets.delete(testSecret)
  const { description, warning } = secrets.place
  if (back !== value) {
    throw new BridgeError('keychain-locked', {
      reason: 'it does not give back what was put in',
      otherwise: '',
    })
  }
  if (warning !== undefined) throw new BridgeError('secrets-weakly-kept', { reason: warning })
  return `Written and read: ${description}.`
}

async function disk({ dataDir }: SystemParts): Promise<string> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  if (free < leastFree) {
    throw new BridgeError('disk-low', { free: Math.round(free / megabyte) })
  }
  return `${space(free)} are free.`
}

/** "640 MB", "7.5 GB", "77 GB". */
export function space(bytes: number): string {
  const megabytes = Math.round(bytes / megabyte)
  if (megabytes < 1024) return `${megabytes} MB`
  const gigabytes = megabytes / 1024
  return `${gigabytes < 10 ? gigabytes.toFixed(1) : Math.round(gigabytes)} GB`
}

async function dataFolder({ dataDir, platform }: SystemParts): Promise<string> {
  if (platform === 'win32') return `${dataDir} is in your own folder.`
  const { mode, uid } = await stat(dataDir)
  if ((mode & 0o077) !== 0 || uid !== process.getuid?.()) {
    throw new BridgeError('data-folder-open', { dataDir })
  }
  return `${dataDir} is yours alone.`
}

async function database({ db }: SystemParts): Promise<string> {
  const said = quickCheck(db)
  if (said !== 'ok') throw new BridgeError('database-damaged', { problem: said.slice(0, 200) })
  return 'Sound.'
}

/** A file damaged enough is refused before it is looked at. */
function quickCheck(db: DatabaseSync): string {
  try {
    const [row] = db.prepare('PRAGMA quick_check(1)').all()
    return String(row?.['quick_check'])
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function chain({ verifyChain, verifyLedger }: SystemParts): Promise<string> {
  const found = await verifyChain()
  if (!found.ok) throw new BridgeError('log-chain-broken', { entry: found.brokenAt })
  const ledger = await verifyLedger()
  if (!ledger.ok) throw new BridgeError('ledger-broken', { entry: ledger.brokenAt })
  return `${found.entries} entries are as they were written, and ${ledger.entries} rows of the ledger as entered.`
}

async function cloudflared({ findCloudflared, tunnel }: SystemParts): Promise<string | NotChecked> {
  const status = tunnel()
  if (status.mode !== 'quick' && status.mode !== 'named') {
    return notChecked('Not needed: no tunnel is used.')
  }
  if (awaitsProgram(status)) {
    return notChecked('Not here yet. It is needed for a public address only.')
  }
  const { version, path } = await findCloudflared()
  const fixed = cloudflaredFaultFixedIn(version)
  if (fixed !== undefined) {
    throw new BridgeError('cloudflared-known-faults', { found: version, path, fixed })
  }
  return `${version}, at ${path}.`
}

async function names({ fetch, endpoints, tunnel }: SystemParts): Promise<string | NotChecked> {
  if (tunnel().mode === 'off') return notChecked(noAddress)
  const { doh } = { ...defaultEndpoints, ...endpoints }
  const resolve = createResolver({ fetch, servers: doh, timeoutMs: lookupMs })
  const found = await resolve('trycloudflare.com')
  if (found.kind === 'unreachable') {
    if (found.untrusted) throw new BridgeError('certificate-untrusted')
    throw new BridgeError('name-lookup-failing', { reason: found.reason })
  }
  return 'Names are looked up by DNS over HTTPS.'
}

async function proxy(parts: SystemParts): Promise<string | NotChecked> {
  const { endpoints, tunnel, proxyFor = noProxies } = parts
  const { doh } = { ...defaultEndpoints, ...endpoints }
  const { routes, source, unused } = await proxyFor(new URL(doh[0] ?? defaultEndpoints.control))
  const [route] = routes
  if (source === null) return 'None is set.'
  if (unused !== undefined) return notChecked(`None is used. ${unused}`)
  if (route === null) return `None is used: ${source} exempts the internet.`
  const used = `Drawbridge goes through ${proxyName(route)}, named by ${source}`
  const { mode, state } = tunnel()
  // Nothing of an address of the owner's own is ours to connect.
  if (mode !== 'quick' && mode !== 'named') return `${used}.`
  if (state === 'ready') return `${used}. The tunnel goes past it, and works.`
  throw new BridgeError('proxy-in-the-way', { variable: source })
}

async function sleep(parts: SystemParts): Promise<string | NotChecked> {
  const setting = await parts.sleep()
  if (setting === null) return notChecked(noSleepSetting(parts.platform))
  if (setting.sleeps) throw new BridgeError('computer-sleeps', { setting: setting.words })
  return `It sleeps ${setting.words}.`
}

function noSleepSetting(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Cannot be checked: pmset does not say it.'
  if (platform === 'win32') return 'Cannot be checked: powercfg does not say it.'
  return 'Cannot be checked: only the settings of GNOME can be asked, and there are none.'
}

async function tray({ tray: hasTray }: SystemParts): Promise<string | NotChecked> {
  const there = hasTray()
  if (there === false) throw new BridgeError('tray-missing')
  return there === null
    ? notChecked('Not needed: the bridge runs without the desktop app.')
    : 'Tray icons are shown.'
}

async function runtime({ db, node }: SystemParts): Promise<string> {
  const [row] = db.prepare('SELECT sqlite_version() AS version').all()
  if (Number(node.split('.', 1)[0]) < neededNode) {
    throw new BridgeError('runtime-outdated', { found: node, needed: neededNode })
  }
  const fixed = nodeFaultFixedIn(node)
  if (fixed !== undefined) throw new BridgeError('node-known-faults', { found: node, fixed })
  return `Node ${node}, SQLite ${String(row?.['version'])}.`
}

export const checks: readonly Check[] = [
  { id: 'clock', title: 'Clock', look: clock },
  { id: 'port', title: 'Port', look: listener },
  { id: 'secrets', title: 'Keychain', look: keychain },
  { id: 'disk', title: 'Disk', look: disk },
  { id: 'data-folder', title: 'Data folder', look: dataFolder },
  { id: 'database', title: 'Database', look: database },
  { id: 'log', title: 'Log', look: chain },
  { id: 'cloudflared', title: 'cloudflared', look: cloudflared },
  { id: 'names', title: 'Looking up names', look: names },
  { id: 'proxy', title: 'Proxy', look: proxy },
  { id: 'sleep', title: 'Sleep', look: sleep },
  {
    id: 'events',
    title: 'Waking by events',
    look: async ({ wakes, unproved }) => lookAtWakes(wakes(), unproved()),
  },
  {
    id: 'applications',
    title: 'Telling open applications',
    look: async ({ openApplications }) => lookAtApplications(await openApplications()),
  },
  { id: 'tray', title: 'Tray', look: tray },
  { id: 'runtime', title: 'Node and SQLite', look: runtime },
]
