/**
 * A client that only registered itself gets no redirect for an error (RFC 9700 §4.11.2): otherwise
 * anybody could register an address and use the owner's host to send people there. Once the owner
 * has seen it, by approving or denying, errors go back as RFC 6749 §4.1.2.1 wants.
 */
import type { Provider } from 'oidc-provider'
import { BridgeError } from '../errors.ts'
import type { ClientRecords } from './client-records.ts'
import { errorPage } from './error-page.ts'
import { plainLine } from './html.ts'
import { knownClient } from './known-clients.ts'
import { pageHeaders, renderPage } from './page.ts'
import { paths } from './paths.ts'

export function keepErrorsFromStrangers(
  provider: Provider,
  records: Pick<ClientRecords, 'get'>,
): void {
  const isStranger = (clientId: string) => {
    const record = records.get(clientId)
    const trusted = record?.registeredBy === 'manual' || (record?.participant ?? null) !== null
    return !trusted && knownClient(clientId) === undefined
  }
  provider.use(async (ctx, next) => {
    await next()
    // Later in a sign-in the path carries the interaction, and the owner has answered.
    if (ctx.path !== paths.authorize) return
    const target = URL.parse(ctx.response.get('location'))
    const error = target?.searchParams.get('error')
    const clientId = ctx.query['client_id']
    if (!target || !error || typeof clientId !== 'string' || !isStranger(clientId)) return
    const reason = target.searchParams.get('error_description') ?? error
    ctx.remove('location')
    ctx.status = 400
    ctx.set(pageHeaders)
    ctx.body = renderPage(
      errorPage(new BridgeError('sign-in-failed', { reason: plainLine(reason, 200) })),
    )
  })
}
