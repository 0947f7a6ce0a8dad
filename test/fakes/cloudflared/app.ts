/**
 * The smallest app around a tunnel: a process of its own that can be killed. It takes its settings
 * as JSON in argv[2], keeps its secrets in a file, and prints one JSON line per event.
 */
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { silentLog, systemClock, type SecretStore } from '../../../main/bridge/base/ports.ts'
import { createTunnel } from '../../../main/bridge/tunnel/tunnel.ts'
import type { TunnelSettings } from '../../../main/bridge/tunnel/types.ts'
import { listen } from './listening.ts'

export interface AppSettings {
  dataDir: string
  port: number
  env: Record<string, string>
  settings: TunnelSettings
}

const given: AppSettings = JSON.parse(process.argv[2] ?? '{}')
const { dataDir, port, env, settings } = given
const file = join(dataDir, 'secrets.json')
const readSecrets = (): Record<string, string> => {
  try {
    const values: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
    return values
  } catch {
    return {}
  }
}
const writeSecrets = (values: Record<string, string>) => writeFileSync(file, JSON.stringify(values))
const secrets: SecretStore = {
  place: { kind: 'file', description: 'a file of the test' },
  get: async (name) => readSecrets()[name],
  set: async (name, value) => writeSecrets({ ...readSecrets(), [name]: value }),
  delete: async (name) => {
    const { [name]: _gone, ...rest } = readSecrets()
    writeSecrets(rest)
  },
}

/** Another key at each start, as the bridge does it. */
const key = String(process.pid)
const proof = (nonce: string) => createHmac('sha256', key).update(nonce).digest('base64url')
const bridge = createServer((req, res) => {
  const nonce = new URL(req.url ?? '/', 'http://bridge').searchParams.get('nonce') ?? ''
  res.end(JSON.stringify({ status: 'ok', proof: proof(nonce) }))
})
await listen(bridge, port)

const tunnel = createTunnel({
  mode: 'quick',
  secrets,
  dataDir,
  clock: systemClock,
  log: silentLog,
  fetch,
  spawn,
  env,
  platform: process.platform,
  arch: process.arch,
  localPort: () => port,
  checkProof: (nonce, given) => given === proof(nonce),
  settings,
})
tunnel.onEvent((event) => process.stdout.write(`${JSON.stringify(event)}\n`))
process.once('SIGTERM', () => {
  tunnel.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
})
await tunnel.start()
