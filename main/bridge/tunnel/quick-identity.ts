/**
 * The identity of a quick tunnel: the very answer of Cloudflare's quick service, kept as a secret.
 * Whoever holds it can take the address over, so it is in the secret store and nowhere else.
 */
import type { Clock, SecretStore } from '../base/ports.ts'
import { isObject } from '../base/is-object.ts'
import type { Protocol } from './types.ts'

const secretName = 'tunnel.quick-identity'

export interface QuickIdentity {
  /** Replayed byte for byte. */
  response: string
  tunnelId: string
  hostname: string
  accountTag: string
  secret: string
  createdAt: number
  lastConnectedAt: number | null
  /** The protocol that last worked, and since when it is used. */
  protocol: Protocol
  protocolSince: number
}

export interface IdentityStore {
  current(): QuickIdentity | null
  load(): Promise<void>
  /** Validates and stores an answer of the quick service. Throws if it is none. */
  keep(response: string): Promise<QuickIdentity>
  update(
    change: Partial<Pick<QuickIdentity, 'lastConnectedAt' | 'protocol' | 'protocolSince'>>,
  ): Promise<void>
  drop(): Promise<void>
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const hostnamePattern = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i

/** The parts of an answer of the quick service, or null if it is not a usable one. */
export function readQuickAnswer(
  response: string,
): Pick<QuickIdentity, 'tunnelId' | 'hostname' | 'accountTag' | 'secret'> | null {
  try {
    const parsed: unknown = JSON.parse(response)
    if (!isObject(parsed) || parsed['success'] === false || !isObject(parsed['result'])) return null
    const { id, hostname, account_tag: accountTag, secret } = parsed['result']
    if (typeof id !== 'string' || !uuid.test(id)) return null
    if (typeof hostname !== 'string' || !hostnamePattern.test(hostname)) return null
    if (typeof accountTag !== 'string' || typeof secret !== 'string' || secret === '') return null
    return { tunnelId: id, hostname: hostname.toLowerCase(), accountTag, secret }
  } catch {
    return null
  }
}

export function createIdentityStore(deps: { secrets: SecretStore; clock: Clock }): IdentityStore {
  const { secrets, clock } = deps
  let current: QuickIdentity | null = null
  const save = (identity: QuickIdentity) => secrets.set(secretName, JSON.stringify(identity))

  return {
    current: () => current,
    async load() {
      current = readStored(await secrets.get(secretName))
    },
    async keep(response) {
      const parts = readQuickAnswer(response)
      if (!parts) throw new Error('not an answer of the quick service')
      const now = clock.now()
      const identity: QuickIdentity = {
        response,
        ...parts,
        createdAt: now,
        lastConnectedAt: null,
        protocol: current?.protocol ?? 'quic',
        protocolSince: current?.protocolSince ?? now,
      }
      await save(identity)
      current = identity
      return identity
    },
    async update(change) {
      if (!current) return
      current = { ...current, ...change }
      await save(current)
    },
    async drop() {
      current = null
      await secrets.delete(secretName)
    },
  }
}

function readStored(stored: string | undefined): QuickIdentity | null {
  if (stored === undefined) return null
  try {
    const value: unknown = JSON.parse(stored)
    if (!isObject(value) || typeof value['response'] !== 'string') return null
    const parts = readQuickAnswer(value['response'])
    const { createdAt, lastConnectedAt, protocol, protocolSince } = value
    if (!parts || typeof createdAt !== 'number') return null
    return {
      response: value['response'],
      ...parts,
      createdAt,
      lastConnectedAt: typeof lastConnectedAt === 'number' ? lastConnectedAt : null,
      protocol: protocol === 'http2' ? 'http2' : 'quic',
      protocolSince: typeof protocolSince === 'number' ? protocolSince : createdAt,
    }
  } catch {
    return null
  }
}
