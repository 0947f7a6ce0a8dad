/**
 * A named tunnel as this computer keeps it: its name and its connector token in the secret store,
 * and, where the app made the tunnel itself, what it needs to remove it again.
 */
import { BridgeError } from '../base/errors.ts'
import type { SecretStore } from '../base/ports.ts'
import { isObject } from '../base/is-object.ts'

const secretName = 'tunnel.named'

export interface NamedTunnel {
  /** Null where only a token was pasted; the settings then hold the name. */
  hostname: string | null
  /** A secret: its holder can take the address over. */
  token: string
  made: { accountId: string; zoneId: string; tunnelId: string; dnsRecordId: string } | null
}

export async function saveNamedTunnel(secrets: SecretStore, tunnel: NamedTunnel): Promise<void> {
  await secrets.set(secretName, JSON.stringify(tunnel))
}

export async function forgetNamedTunnel(secrets: SecretStore): Promise<void> {
  await secrets.delete(secretName)
}

export async function readNamedTunnel(secrets: SecretStore): Promise<NamedTunnel | null> {
  const stored = await secrets.get(secretName)
  if (stored === undefined) return null
  try {
    const value: unknown = JSON.parse(stored)
    if (!isObject(value) || typeof value['token'] !== 'string') return null
    const hostname = typeof value['hostname'] === 'string' ? value['hostname'] : null
    return { hostname, token: value['token'], made: readMade(value['made']) }
  } catch {
    return null
  }
}

/** Takes a connector token as people paste it: alone, or with the whole command around it. */
export function readPastedToken(text: string): string {
  const token = text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^--token=/, ''))
    .find((word) => tokenTunnelId(word) !== null)
  if (token === undefined) throw new BridgeError('tunnel-token-invalid')
  return token
}

/** The tunnel a connector token is for, or null if it is none. */
export function tokenTunnelId(token: string): string | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'))
    const parts = isObject(value) ? [value['a'], value['t'], value['s']] : []
    const [, tunnelId] = parts
    return parts.every((part) => typeof part === 'string') && typeof tunnelId === 'string'
      ? tunnelId
      : null
  } catch {
    return null
  }
}

function readMade(value: unknown): NamedTunnel['made'] {
  if (!isObject(value)) return null
  const { accountId, zoneId, tunnelId, dnsRecordId } = value
  if (typeof accountId !== 'string' || typeof zoneId !== 'string') return null
  if (typeof tunnelId !== 'string' || typeof dnsRecordId !== 'string') return null
  return { accountId, zoneId, tunnelId, dnsRecordId }
}
