/** Whom the name of an address is asked of, and whether the internet gets there by it. */
import { expect, test } from 'vitest'
import { createAddressesOf } from '../../main/bridge/tunnel/addresses-of.ts'
import type { Resolution } from '../../main/bridge/tunnel/resolve.ts'

const missing: Resolution = { kind: 'missing' }
const blocked: Resolution = { kind: 'unreachable', reason: 'blocked' }
const known: Resolution = { kind: 'found', addresses: ['198.41.200.63'] }

type Case = [
  host: string,
  said: Resolution,
  system: string[],
  alsoSystem: boolean,
  kind: string,
  inside?: boolean,
]
test.each<Case>([
  ['bridge.example.com', known, [], true, 'found', false],
  ['bridge.example.com', missing, ['10.0.0.7'], true, 'found', true],
  ['bridge.example.com', missing, ['10.0.0.7'], false, 'missing'],
  ['bridge.example.com', missing, [], true, 'missing'],
  ['bridge.example.com', blocked, ['198.41.200.63'], true, 'found', false],
  ['bridge.example.com', blocked, ['192.168.1.2'], true, 'found', true],
  ['bridge.example.com', blocked, [], true, 'unreachable'],
  ['localhost', known, ['127.0.0.1'], true, 'found', true],
  ['203.0.113.7', missing, [], true, 'found', true],
  ['198.41.200.63', missing, [], true, 'found', false],
  ['[::1]', missing, [], true, 'found', true],
])(
  '%s, publicly %j, by the system %j (asked: %s): %s',
  async (host, said, system, alsoSystem, kind, inside) => {
    const addressesOf = createAddressesOf({
      publicNames: async () => said,
      alsoSystem,
      lookup: async () => system,
    })
    const found = await addressesOf(host)
    expect(found).toMatchObject(inside === undefined ? { kind } : { kind, inside })
  },
)
