/**
 * Clients whose identity is a fixed https URL of their vendor. They are answered from the table and
 * never fetched: some networks are refused by the vendors' hosts, and a sign-in must not depend on
 * it. Safe because the redirect addresses belong to the vendor (or to this computer).
 */
import { vendorFacts, type Vendor } from './facts.ts'

export interface KnownClient {
  clientId: string
  vendor: Vendor
  name: string
  redirectUris: string[]
}

const fixed: readonly KnownClient[] = vendorFacts.flatMap(({ vendor, clients = [] }) =>
  clients.map((client) => ({ ...client, vendor, redirectUris: [...client.redirectUris] })),
)

const perConnection = vendorFacts.flatMap(({ vendor, perConnection: kinds = [] }) =>
  kinds.map((kind) => ({ ...kind, vendor })),
)

const byId = new Map(fixed.map((client) => [client.clientId, client]))

/**
 * Where the known clients come back to: what a client entered by hand is given when the owner does
 * not know its address. All belong to the vendors or to this computer, so none is a way out.
 */
export const usualRedirectUris: readonly string[] = [
  ...new Set(fixed.flatMap(({ redirectUris }) => redirectUris)),
]

/** The identity under which a vendor's application comes first of all. */
export const publishedBy = (vendor: Vendor): KnownClient | undefined =>
  fixed.find((client) => client.vendor === vendor)

/** The known client with this id. */
export function knownClient(clientId: string): KnownClient | undefined {
  const exact = byId.get(clientId)
  if (exact) return exact
  for (const { id, name, vendor, redirectUris } of perConnection) {
    const part = id.exec(clientId)?.[1]
    if (part !== undefined) return { clientId, vendor, name, redirectUris: redirectUris(part) }
  }
  return undefined
}
