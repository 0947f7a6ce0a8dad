/**
 * Links that lead out of the app open in the owner's browser (checklist, 15): https only, to hosts
 * the panel really links to, and after the owner has seen the address. Besides, the links that open an
 * assistant's app with a line in it, with nothing but that line.
 */
import { programOf } from '../bridge/vendors/app-links.ts'
import { vendorFacts } from '../bridge/vendors/facts.ts'
import type { Settings } from '../contract/settings-schema.ts'

/** Exact names. */
const hosts = [
  ...vendorFacts.flatMap(({ linkHosts = [] }) => linkHosts),
  'auth0.com',
  'manage.auth0.com',
  'dash.cloudflare.com',
  'one.dash.cloudflare.com',
  'developers.cloudflare.com',
  'github.com',
  'modelcontextprotocol.io',
]

/** What the owner is asked before anything opens. */
export const whereTo = ({ href, host }: URL): string =>
  `Open ${programOf(href) ?? `${host} in your browser`}?`

export interface ExternalLinksDeps {
  settings: () => Pick<Settings, 'identity'>
  /** Shows the address; true when the owner wants to go there. */
  confirm: (url: URL) => Promise<boolean>
  open: (url: string) => Promise<void>
  /** Called with the address that was refused. */
  refused: (address: string) => void
}

/** The address as it may be opened, or undefined. The provider the owner signs in at is let through. */
export function allowedAddress(
  address: string,
  { identity }: Pick<Settings, 'identity'>,
): URL | undefined {
  const url = URL.parse(address)
  if (url && programOf(address) !== undefined) return url
  if (url?.protocol !== 'https:' || url.username || url.password || url.port) return undefined
  const provider = identity.saved && URL.parse(identity.saved.issuer)?.hostname
  return hosts.includes(url.hostname) || url.hostname === provider ? url : undefined
}

export function createExternalLinks(deps: ExternalLinksDeps): (address: string) => Promise<void> {
  return async (address) => {
    const url = allowedAddress(address, deps.settings())
    if (!url) return deps.refused(address)
    if (await deps.confirm(url)) await deps.open(url.href)
  }
}
