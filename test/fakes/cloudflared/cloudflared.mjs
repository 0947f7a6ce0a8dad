#!/usr/bin/env node
/**
 * A stand-in for cloudflared 2026.8.2, good enough to be supervised: its command line, its request
 * to the quick service, its lines (from recorded runs), its metrics server, its signals and exit
 * codes. Its edge is the pretended Cloudflare of fake-cloudflare.ts, found by FAKE_EDGE.
 * FAKE_CLOUDFLARED names a JSON file with the scenario; see tunnel/tunnel-world.ts.
 */
import { readFileSync } from 'node:fs'
import { parseCommandLine } from './command-line.mjs'
import { createEdgeLink } from './edge-link.mjs'
import { createLogger } from './lines.mjs'
import { startMetrics } from './metrics-server.mjs'
import { askQuickService } from './quick-service-client.mjs'

const scenario = readScenario()
const log = createLogger(scenario)

process.stdout.on('error', () => process.exit(141))
process.stderr.on('error', () => process.exit(141))

function readScenario() {
  const path = process.env.FAKE_CLOUDFLARED
  return path === undefined || path === '' ? {} : JSON.parse(readFileSync(path, 'utf8'))
}

function fatal(text, code) {
  process.stderr.write(`${text}\n`, () => process.exit(code))
}

async function main() {
  const version = scenario.version ?? '2026.8.2'
  const line = parseCommandLine(process.argv.slice(2), version, scenario.unknownFlags ?? [])
  if (line.kind === 'version') {
    process.stdout.write(`cloudflared version ${version} (built 2026-08-14-1117 UTC)\n`)
    return
  }
  if (line.kind === 'usage') {
    process.stdout.write(
      `Incorrect Usage. flag provided but not defined: -${line.flag}\n\nNAME:\n   cloudflared tunnel\n`,
    )
    return
  }
  const { flags, run } = line
  if (flags.pidfile || !flags.config) log.warn('a test double expects --config and no --pidfile')
  const identity = run
    ? credentials()
    : await askQuickService({ base: flags['quick-service'], version, log })
  if (identity === null) return fatal('Provided Tunnel token is not valid.', 255)
  if (typeof identity === 'string') return fatal(identity, 1)
  if (run) log.info(`Starting tunnel tunnelID=${identity.id}`)
  else if (!scenario.silent) log.box(identity.hostname)
  log.info(
    `Version ${version} (Checksum 928a5c76a86c9d479490a9da76002bed6701e5c0aa4aab29edd04f9b99a9c672)`,
  )
  log.info('GOOS: linux, GOVersion: go1.26.10, GoArch: amd64')
  log.info(`Settings: map[${settings(flags)}]`)
  log.error(
    'Failed to fetch features, default to disable error="lookup cfd-features.argotunnel.com: no such host"',
  )
  const connector = crypto.randomUUID()
  log.info(`Generated Connector ID: ${connector}`)
  log.info(`Initial protocol ${flags.protocol ?? 'quic'}`)
  if (scenario.edgeLookupFails) {
    return fatal(
      'Could not lookup srv records on _v2-origintunneld._tcp.argotunnel.com: lookup _v2-origintunneld._tcp.argotunnel.com: no such host',
      1,
    )
  }
  if (scenario.exitCode !== undefined) process.exit(scenario.exitCode)
  const link = createEdgeLink({ identity, connector, flags, scenario, log, fatal })
  try {
    await startMetrics({
      address: flags.metrics ?? '127.0.0.1:0',
      identity,
      connector,
      link,
      flags,
      run,
      log,
    })
  } catch (error) {
    return fatal(`Error opening metrics server listener: ${error.message}`, 1)
  }
  link.start()
  if (scenario.crashAfterMs !== undefined) setTimeout(() => process.exit(2), scenario.crashAfterMs)
  let stopping = false
  for (const [signal, word] of [
    ['SIGTERM', 'terminated'],
    ['SIGINT', 'interrupt'],
  ]) {
    process.on(signal, () => {
      if (scenario.ignoreSigterm) return
      if (stopping) process.exit(signal === 'SIGTERM' ? 143 : 130)
      stopping = true
      log.info(`Initiating graceful shutdown due to signal ${word} ...`)
      link.unregister(() => {
        log.error('no more connections active and exiting')
        log.info('Tunnel server stopped')
        log.info('Metrics server stopped')
        process.stderr.write('', () => process.exit(0))
      })
    })
  }
}

function credentials() {
  try {
    const { a, s, t } = JSON.parse(
      Buffer.from(process.env.TUNNEL_TOKEN ?? '', 'base64').toString('utf8'),
    )
    return a && s && t ? { account_tag: a, secret: s, id: t, hostname: '' } : null
  } catch {
    return null
  }
}

/** Sorted as Go prints a map; the token is masked by the real one too. */
function settings(flags) {
  const shown = { ...flags, ...(process.env.TUNNEL_TOKEN ? { token: '*****' } : {}) }
  return Object.keys(shown)
    .sort()
    .map((name) => `${name}:${shown[name]}`)
    .join(' ')
}

await main()
