/**
 * Addresses a stranger may not make this computer talk to: itself, its network, and everything set
 * aside by RFC 6890 and its successors. First line of defence for fetched client documents.
 */
import { BlockList, isIP } from 'node:net'

const special = new BlockList()

const ranges4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
const ranges6: readonly [string, number][] = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]
for (const [network, bits] of ranges4) special.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of ranges6) special.addSubnet(network, bits, 'ipv6')

/** True for any address that is not a public one, and for what is no address at all. */
export function isSpecialAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  // A BlockList also recognises IPv4 inside ::ffff:0:0/96.
  return special.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

const localSuffixes = ['.localhost', '.local', '.internal', '.lan', '.home.arpa', '.onion']

/** A name that can be public: dotted, not an address, not from a local zone. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  if (isIP(name.replaceAll(/[[\]]/g, '')) !== 0) return false
  return name.includes('.') && !localSuffixes.some((suffix) => name.endsWith(suffix))
}
