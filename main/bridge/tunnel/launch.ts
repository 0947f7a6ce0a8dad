/**
 * How cloudflared is started so that nothing of the user's own cloudflared leaks in: a configuration
 * file of our own (theirs would win over --url and expose another local service), an environment
 * without TUNNEL_* variables, and never a secret among the arguments, which anybody can list.
 */
import { join } from 'node:path'
import { writeFileAtomically } from '../base/atomic-file.ts'
import type { Timings } from './timings.ts'
import type { Protocol } from './types.ts'

export interface Launch {
  args: string[]
  env: NodeJS.ProcessEnv
  /** Masked wherever they appear in the output. */
  secrets: string[]
}

export interface LaunchBasis {
  dataDir: string
  env: NodeJS.ProcessEnv
  version: string
  timings: Timings
  protocol: Protocol
  localPort: number
  /** Flags this cloudflared was found not to know. */
  without: ReadonlySet<string>
}

/** JSON is YAML, so this is an empty configuration; the null device would log an error. */
const emptyConfig = '{}\n'

const configPath = (dataDir: string): string => join(dataDir, 'cloudflared-config.json')

export async function writeConfig(dataDir: string): Promise<void> {
  await writeFileAtomically(configPath(dataDir), emptyConfig)
}

/** A quick tunnel that asks our own broker which tunnel it is. */
export function quickLaunch(basis: LaunchBasis, brokerUrl: string): Launch {
  return {
    args: ['tunnel', ...commonFlags(basis), '--quick-service', brokerUrl, '--url', origin(basis)],
    env: cleanEnvironment(basis.env),
    secrets: [brokerUrl],
  }
}

/** A tunnel known by its token: a named one, or a quick one where --quick-service is not known. */
export function tokenLaunch(basis: LaunchBasis, token: string, quick: boolean): Launch {
  const connections = quick ? ['--ha-connections', '1'] : []
  return {
    args: ['tunnel', ...commonFlags(basis), ...connections, 'run', '--url', origin(basis)],
    env: { ...cleanEnvironment(basis.env), TUNNEL_TOKEN: token },
    secrets: [token],
  }
}

/** The token form of credentials, as `cloudflared tunnel run` reads it. */
export function connectorToken(parts: {
  accountTag: string
  secret: string
  tunnelId: string
}): string {
  const { accountTag, secret, tunnelId } = parts
  return Buffer.from(JSON.stringify({ a: accountTag, s: secret, t: tunnelId })).toString('base64')
}

function commonFlags({ dataDir, version, timings, protocol, without }: LaunchBasis): string[] {
  const valued = {
    '--config': configPath(dataDir),
    '--metrics': '127.0.0.1:0',
    '--protocol': protocol,
    '--grace-period': `${Math.max(1, Math.round(timings.graceMs / 1000))}s`,
    // Never debug: it writes request headers, and so bearer tokens.
    '--loglevel': 'info',
  }
  // Without the first flag it replaces its own binary every 24 h and exits.
  const flags = ['--no-autoupdate', ...Object.entries(valued).flat()]
  // A cloudflared without the flag prints its help and exits 0.
  if (atLeast(version, '2026.5.0') && !without.has('no-prechecks')) flags.push('--no-prechecks')
  return flags
}

const origin = ({ localPort }: LaunchBasis): string => `http://127.0.0.1:${localPort}`

export function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const unwanted = new Set(['NO_AUTOUPDATE', 'NO_TLS_VERIFY', 'STDIN_CONTROL'])
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => {
      const upper = name.toUpperCase()
      return !upper.startsWith('TUNNEL_') && !unwanted.has(upper)
    }),
  )
}

/** Whether a calendar version is the wanted one or newer; an unreadable one is taken for old. */
export function atLeast(version: string, wanted: string): boolean {
  const parts = (text: string) => text.split('.').map(Number)
  const have = parts(version)
  for (const [index, want] of parts(wanted).entries()) {
    const got = have[index]
    if (got === undefined || Number.isNaN(got)) return false
    if (got !== want) return got > want
  }
  return true
}
