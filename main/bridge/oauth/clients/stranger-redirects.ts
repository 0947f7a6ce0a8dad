/**
 * A client that only registered itself gets no redirect (RFC 9700 §4.11.2): otherwise anybody could
 * register an address and use the owner's host to send people there. Only the owner's answer leads
 * back to it; until then every way out of /authorize ends on a page of ours.
 */
import type { Provider } from 'oidc-provider'
import { BridgeError } from '../../base/errors.ts'
import type { ClientRecords } from './client-records.ts'
import { errorPage } from '../pages/error-page.ts'
import { plainLine } from '../pages/html.ts'
import { knownClient } from '../../vendors/known-clients.ts'
import { showPage } from '../pages/page.ts'
import { paths } from '../paths.ts'
import type { Origin } from '../../address/origin.ts'

/** Neither a known vendor's, nor entered by the owner, nor ever approved. */
export function isStranger(records: Pick<ClientRecords, 'get'>, clientId: string): boolean {
  const record = records.get(clientId)
  const trusted = record?.registeredBy === 'manual' || (record?.participant ?? null) !== null
  return !trusted && knownClient(clientId) === undefined
}

export function keepRedirectsFromStrangers(
  provider: Provider,
  records: Pick<ClientRecords, 'get'>,
  origin: Origin,
): void {
  provider.use(async (ctx, next) => {
    await next()
    // Later in a sign-in the path carries the interaction, and the owner has answered.
    if (ctx.path !== paths.authorize || !ctx.res.hasHeader('location')) return
    const location = ctx.response.get('location')
    const clientId = ctx.query['client_id']
    if (isOwnInteraction(location, origin)) return
    if (typeof clientId === 'string' && !isStranger(records, clientId)) return
    ctx.remove('location')
    ctx.status = 400
    const reason = plainLine(reasonIn(location), 200)
    showPage(ctx, errorPage(new BridgeError('sign-in-failed', { reason })))
  })
}

function isOwnInteraction(location: string, origin: Origin): boolean {
  const target = URL.parse(location, origin.url)
  return target?.origin === origin.url && target.pathname.startsWith(`${paths.interaction}/`)
}

/** What the client would have been told: for the person in the browser instead. */
function reasonIn(location: string): string {
  const params = URL.parse(location)?.searchParams
  return params?.get('error_description') ?? params?.get('error') ?? 'the request is not valid'
}
