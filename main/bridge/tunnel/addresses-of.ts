/**
 * Where the name of a public address leads. DNS over HTTPS says what the internet knows. For an address
 * of the owner's own the system may know more: a name of this network, or this computer itself.
 */
import { isIP } from 'node:net'
import { lookup } from 'node:dns/promises'
import { isSpecialAddress } from '../base/special-addresses.ts'
import type { Resolution } from './resolve.ts'

export type Addresses =
  | Exclude<Resolution, { kind: 'found' }>
  /** `inside`: only this computer or its network gets there by that name. */
  | { kind: 'found'; addresses: string[]; inside: boolean }

type Lookup = (hostname: string) => Promise<string[]>

const systemLookup: Lookup = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address)

export function createAddressesOf(deps: {
  publicNames: (hostname: string) => Promise<Resolution>
  /** The system is asked as well; never for a fresh name, which it would remember as missing. */
  alsoSystem: boolean
  lookup?: Lookup | undefined
}): (hostname: string) => Promise<Addresses> {
  const { publicNames, alsoSystem, lookup: ask = systemLookup } = deps
  return async (hostname) => {
    const bare = hostname.replaceAll(/^\[|\]$/g, '')
    if (isIP(bare) !== 0) {
      return { kind: 'found', addresses: [bare], inside: isSpecialAddress(bare) }
    }
    const ownName = /(?:^|\.)localhost$/.test(bare)
    const said: Resolution = ownName ? { kind: 'missing' } : await publicNames(bare)
    if (said.kind === 'found') return { ...said, inside: false }
    if (!alsoSystem) return said
    const addresses = await ask(bare).catch(() => [])
    if (addresses.length === 0) return said
    const inside = said.kind === 'missing' || addresses.every(isSpecialAddress)
    return { kind: 'found', addresses, inside }
  }
}
