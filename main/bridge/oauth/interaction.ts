/**
 * The pages under /interaction/: one sign-in in one browser. The browser proves itself by the cookie
 * oidc-provider gave it; whoever opens the address without it sees nothing and can finish nothing.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { InteractionResults, Provider } from 'oidc-provider'
import { BridgeError } from '../errors.ts'
import { approvalPage, cancelledPage, leavingPage } from './approval-page.ts'
import { approvalRequest } from './approval-request.ts'
import type { Approval, Approvals } from './approvals.ts'
import type { Audit } from './audit.ts'
import type { ClientRecords } from './client-records.ts'
import type { Grants } from './grants.ts'
import { sendPage } from './page.ts'
import { resourceOf } from './paths.ts'
import { ownerAccount } from './provider.ts'
import { hasContentType, readBody } from './request-body.ts'
import { isStranger } from './stranger-redirects.ts'
import type { Clock } from '../ports.ts'
import type { Origin } from './types.ts'

export interface InteractionDeps {
  origin: Origin
  provider: () => Provider
  approvals: Approvals
  records: ClientRecords
  grants: Pick<Grants, 'speakAs'>
  audit: Audit
  clock: Clock
}

export interface InteractionRoutes {
  show(uid: string, req: IncomingMessage, res: ServerResponse): Promise<void>
  cancel(uid: string, req: IncomingMessage, res: ServerResponse): Promise<void>
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

export function createInteractionRoutes(deps: InteractionDeps): InteractionRoutes {
  const { origin, approvals, records, grants, audit, clock } = deps

  /** The interaction this browser began. */
  async function own(uid: string, req: IncomingMessage, res: ServerResponse): Promise<Interaction> {
    const foreign = () => new BridgeError('approval-foreign-browser')
    const interaction = await deps
      .provider()
      .interactionDetails(req, res)
      .catch((error: unknown) => {
        throw error instanceof Error && error.name === 'SessionNotFound' ? foreign() : error
      })
    if (interaction.uid !== uid || !interaction.returnTo.startsWith(`${origin.url}/`)) {
      throw foreign()
    }
    return interaction
  }

  async function find(interaction: Interaction): Promise<Approval> {
    const existing = approvals.of(interaction.uid)
    if (existing) return existing
    const clientId = String(interaction.params['client_id'])
    const client = await deps.provider().Client.find(clientId)
    if (!client) throw new BridgeError('client-not-registered', { client: clientId })
    const { uid, params } = interaction
    return approvals.request(approvalRequest({ uid, params, client, records, origin }))
  }

  /** Everything the owner allowed, and nothing else, becomes a grant: scopes, and whom it speaks as. */
  async function grantResult(approval: Approval): Promise<InteractionResults> {
    const { clientId, scopes, participant } = approval
    // Also one that was stored by a version without it.
    if (typeof participant !== 'string') throw new BridgeError('approval-expired')
    const { Grant } = deps.provider()
    const grant = new Grant({ accountId: ownerAccount, clientId })
    // oidc-provider counts a scope both as its own and as one of the resource.
    grant.addOIDCScope(['openid', 'offline_access', ...scopes])
    grant.addResourceScope(resourceOf(origin.url), [...scopes])
    const grantId = await grant.save()
    await grants.speakAs(grantId, participant)
    audit.record('sign-in.finished', clientId, { origin: origin.url })
    return { login: { accountId: ownerAccount, remember: false }, consent: { grantId } }
  }

  const denied: InteractionResults = {
    error: 'access_denied',
    error_description: 'The owner of this bridge did not let the client in.',
  }

  /** Carries out the decision once, however many tabs ask at the same time. */
  async function finish(
    approval: Approval,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const { decision } = approval
    approval.decision = 'finished'
    const result = decision === 'approved' ? await grantResult(approval) : denied
    const returnTo = await deps.provider().interactionResult(req, res, result)
    await approvals.finished(approval)
    goOn(res, returnTo)
  }

  return {
    async show(uid, req, res) {
      const interaction = await own(uid, req, res)
      if (interaction.result) return goOn(res, interaction.returnTo)
      const approval = await find(interaction)
      approvals.seen(approval)
      const { decision } = approval
      if (decision === 'approved' || decision === 'denied') return finish(approval, req, res)
      if (decision === 'cancelled') return sendPage(res, 200, cancelledPage(approval))
      if (decision === 'replaced') throw new BridgeError('approval-replaced')
      if (approvals.isExpired(approval)) throw new BridgeError('approval-expired')
      sendPage(res, 200, approvalPage(approval, clock.now()))
    },
    async cancel(uid, req, res) {
      await own(uid, req, res)
      const approval = approvals.of(uid)
      if (!approval) throw new BridgeError('approval-foreign-browser')
      if (!hasContentType(req, 'application/x-www-form-urlencoded')) {
        const expected = 'application/x-www-form-urlencoded'
        throw new BridgeError('unsupported-media-type', { expected })
      }
      const form = new URLSearchParams((await readBody(req, 4_096)).toString('utf8'))
      if (!sameText(form.get('csrf') ?? '', approval.csrf)) {
        throw new BridgeError('malformed-request', { reason: 'it does not come from our page' })
      }
      // No click but the owner's leads to the address of a stranger (RFC 9700 §4.11.2).
      const goesBack = !isStranger(records, approval.clientId)
      await approvals.cancel(approval, goesBack)
      sendPage(res, 200, goesBack ? leavingPage(approval) : cancelledPage(approval))
    },
  }
}

/** Back to /authorize, which answers the client. */
function goOn(res: ServerResponse, returnTo: string): void {
  res.writeHead(303, {
    location: returnTo,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  res.end()
}

function sameText(presented: string, expected: string): boolean {
  const [a, b] = [Buffer.from(presented), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
