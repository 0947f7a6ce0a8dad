/**
 * Whose product a client is, as far as that is more than its own word: by a document of its vendor, by
 * addresses that all lead to its vendor, or by the owner, who entered it.
 */
import { isLoopback } from '../../base/loopback.ts'
import type { ClientRecord } from './client-records.ts'
import { knownClient } from '../../vendors/known-clients.ts'
import type { Vendor } from '../../vendors/facts.ts'
import { guessVendor, vendorAt } from '../../vendors/guess.ts'

export function provenVendor({
  clientId,
  registeredBy,
  vendor,
  document,
}: Pick<ClientRecord, 'clientId' | 'registeredBy' | 'vendor' | 'document'>): Vendor {
  const known = knownClient(clientId)
  if (known) return known.vendor
  if (registeredBy === 'manual') return vendor
  const publisher = registeredBy === 'cimd' ? vendorAt(clientId) : 'other'
  if (publisher !== 'other') return publisher
  const { redirect_uris: addresses } = document
  // Any program of this computer can register an address on it, and fetch the code there.
  return addresses.some(isLoopback) ? 'other' : guessVendor('', addresses)
}
