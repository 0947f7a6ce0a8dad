/**
 * Addresses a stranger may not make this computer talk to: itself, its network, and everything the
 * IANA special-purpose registries set aside (RFC 6890), multicast and reserved space included.
 */
import { BlockList, isIP } from 'node:net'

/** https://www.iana.org/assignments/iana-ipv4-special-registry, and what is no unicast at all. */
export const special4: readonly string[] = [
  '0.0.0.0/8', // "this network"
  '10.0.0.0/8', // private use
  '100.64.0.0/10', // shared address space
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link local
  '172.16.0.0/12', // private use
  '192.0.0.0/24', // IETF protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112-v4
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays, deprecated
  '192.168.0.0/16', // private use
  '192.175.48.0/24', // direct delegation AS112 service
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, limited broadcast
]

/** https://www.iana.org/assignments/iana-ipv6-special-registry, likewise. */
export const special6: readonly string[] = [
  '::/96', // unspecified, loopback, IPv4-compatible
  '64:ff9b::/96', // IPv4 translation
  '64:ff9b:1::/48', // IPv4 translation within a network
  '100::/64', // discard only
  '100:0:0:1::/64', // dummy prefix
  '2001::/23', // IETF protocol assignments: Teredo, ORCHID and more
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: carries any IPv4 address
  '2620:4f:8000::/48', // direct delegation AS112 service
  '3fff::/20', // documentation
  '5f00::/16', // segment routing identifiers
  'fc00::/7', // unique local
  'fe80::/10', // link local
  'fec0::/10', // site local, deprecated and still routed inside some networks
  'ff00::/8', // multicast
]

function blockListOf(): BlockList {
  const list = new BlockList()
  for (const [family, ranges] of [
    ['ipv4', special4],
    ['ipv6', special6],
  ] as const) {
    for (const range of ranges) {
      const [network = '', bits] = range.split('/')
      list.addSubnet(network, Number(bits), family)
    }
  }
  return list
}

/** Made for the first address that is asked about: most starts meet none. */
let special: BlockList | undefined

/** True for any address that is not a public one, and for what is no address at all. */
export function isSpecialAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  // A BlockList also recognises IPv4 inside ::ffff:0:0/96.
  special ??= blockListOf()
  return special.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

const localSuffixes = ['.localhost', '.local', '.internal', '.lan', '.home.arpa', '.onion']

/** A name that can be public: dotted, not an address, not from a local zone. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  if (isIP(name.replaceAll(/[[\]]/g, '')) !== 0) return false
  return name.includes('.') && !localSuffixes.some((suffix) => name.endsWith(suffix))
}
