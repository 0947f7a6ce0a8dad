/**
 * Sets a named tunnel up on the owner's own domain, and removes it again: the tunnel itself and the
 * DNS record that points at it. Locally managed (`config_src: local`), so that the app decides where
 * the traffic goes and no rule made elsewhere can. If a step fails, the steps before it are undone.
 */
import { randomBytes } from 'node:crypto'
import { BridgeError } from '../base/errors.ts'
import type { SecretStore } from '../base/ports.ts'
import { createCloudflareApi, textField, type CloudflareApi } from './cloudflare-api.ts'
import { connectorToken } from './launch.ts'
import {
  forgetNamedTunnel,
  readNamedTunnel,
  saveNamedTunnel,
  type NamedTunnel,
} from './named-tunnel.ts'
import { isObject } from '../base/is-object.ts'
import type { Fetch } from './types.ts'

interface SetUpDeps {
  secrets: SecretStore
  fetch: Fetch
  /** Account · Cloudflare Tunnel · Edit, Zone · DNS · Edit, Zone · Zone · Read. Not kept. */
  apiToken: string
  apiUrl?: string
}

const apiOf = ({ fetch, apiToken, apiUrl }: SetUpDeps): CloudflareApi =>
  createCloudflareApi({ fetch, apiToken, ...(apiUrl === undefined ? {} : { url: apiUrl }) })

/** Makes the tunnel and its DNS record, keeps the token as a secret, and gives what was made. */
export async function createNamedTunnel(
  deps: SetUpDeps & { hostname: string },
): Promise<NamedTunnel> {
  const hostname = deps.hostname.trim().toLowerCase().replace(/\.$/, '')
  const api = apiOf(deps)
  const { zoneId, accountId } = await zoneOf(api, hostname)
  await refuseTakenName(api, zoneId, hostname)
  const secret = randomBytes(32).toString('base64')
  const made = await api('POST', `/accounts/${accountId}/cfd_tunnel`, {
    name: `drawbridge-${hostname}-${randomBytes(3).toString('hex')}`,
    config_src: 'local',
    tunnel_secret: secret,
  })
  const tunnelId = textField(made, 'id')
  let dnsRecordId: string | null = null
  try {
    const record = await api('POST', `/zones/${zoneId}/dns_records`, {
      type: 'CNAME',
      proxied: true,
      name: hostname,
      content: `${tunnelId}.cfargotunnel.com`,
      comment: 'Drawbridge',
    })
    dnsRecordId = textField(record, 'id')
    const token = connectorToken({ accountTag: accountId, secret, tunnelId })
    const tunnel: NamedTunnel = {
      hostname,
      token,
      made: { accountId, zoneId, tunnelId, dnsRecordId },
    }
    await saveNamedTunnel(deps.secrets, tunnel)
    return tunnel
  } catch (error) {
    await undo(api, { accountId, zoneId, tunnelId, dnsRecordId })
    throw error
  }
}

/** Removes what `createNamedTunnel` made; a tunnel whose token was pasted is only forgotten. */
export async function removeNamedTunnel(deps: SetUpDeps): Promise<void> {
  const stored = await readNamedTunnel(deps.secrets)
  if (stored?.made) {
    const { accountId, zoneId, tunnelId, dnsRecordId } = stored.made
    const api = apiOf(deps)
    await ignoreMissing(api('DELETE', `/zones/${zoneId}/dns_records/${dnsRecordId}`))
    // A tunnel with connections left over from a crash cannot be deleted.
    await ignoreMissing(api('DELETE', `/accounts/${accountId}/cfd_tunnel/${tunnelId}/connections`))
    await ignoreMissing(api('DELETE', `/accounts/${accountId}/cfd_tunnel/${tunnelId}`))
  }
  await forgetNamedTunnel(deps.secrets)
}

/** The zone a name directly under a domain belongs to; deeper names get no certificate for free. */
async function zoneOf(
  api: CloudflareApi,
  hostname: string,
): Promise<{ zoneId: string; accountId: string }> {
  const domain = hostname.split('.').slice(1).join('.')
  const label = hostname.split('.')[0] ?? ''
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label) || !domain.includes('.')) {
    throw new BridgeError('cloudflare-zone-missing', { hostname })
  }
  const zones = await api('GET', `/zones?name=${encodeURIComponent(domain)}`)
  const zone: unknown = Array.isArray(zones) ? zones[0] : undefined
  if (!isObject(zone)) throw new BridgeError('cloudflare-zone-missing', { hostname })
  return { zoneId: textField(zone, 'id'), accountId: textField(zone['account'], 'id') }
}

async function refuseTakenName(
  api: CloudflareApi,
  zoneId: string,
  hostname: string,
): Promise<void> {
  const records = await api(
    'GET',
    `/zones/${zoneId}/dns_records?name=${encodeURIComponent(hostname)}`,
  )
  if (Array.isArray(records) && records.length > 0)
    throw new BridgeError('cloudflare-name-taken', { hostname })
}

async function undo(
  api: CloudflareApi,
  made: { accountId: string; zoneId: string; tunnelId: string; dnsRecordId: string | null },
): Promise<void> {
  const { accountId, zoneId, tunnelId, dnsRecordId } = made
  const steps = [`/accounts/${accountId}/cfd_tunnel/${tunnelId}`]
  if (dnsRecordId !== null) steps.unshift(`/zones/${zoneId}/dns_records/${dnsRecordId}`)
  // The first failure is the one worth telling; what cannot be undone shows in the dashboard.
  for (const path of steps) await api('DELETE', path).catch(() => {})
}

/** Somebody removed it by hand already: that is what was wanted. */
async function ignoreMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    const gone =
      error instanceof BridgeError && /not found|does not exist|status 404/i.test(error.message)
    if (!gone) throw error
  }
}
