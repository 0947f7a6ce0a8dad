/**
 * The pages under /interaction/: one sign-in in one browser. The browser proves itself by the cookie
 * oidc-provider gave it; whoever opens the address without it sees nothing and can finish nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { InteractionResults, Provider } from 'oidc-provider'
import { BridgeError } from '../../base/errors.ts'
import type { Upstream } from '../../identity/types.ts'
import {
  approvalPage,
  cancelledPage,
  deniedPage,
  interactionPath,
  leavingPage,
} from './approval-page.ts'
import { approvalRequest } from './approval-request.ts'
import type { Approval } from './approval.ts'
import type { Approvals } from './approvals.ts'
import type { Audit } from '../audit.ts'
import type { ClientRecords } from '../clients/client-records.ts'
import type { GrantPeople } from '../tokens/grant-people.ts'
import type { Grants } from '../tokens/grants.ts'
import { createOwnInteraction, goOn, readOwnForm, type Interaction } from './own-interaction.ts'
import { queuePage, shutPage } from '../pages/error-page.ts'
import { sendPage, type Page } from '../pages/page.ts'
import { resourceOf } from '../paths.ts'
import { ownerAccount } from '../provider.ts'
import type { RateLimit } from '../../base/token-buckets.ts'
import { prefersPage } from '../pages/respond.ts'
import { passOf } from './sign-in-lockouts.ts'
import { isStranger } from '../clients/stranger-redirects.ts'
import {
  createUpstreamRoutes,
  type KnownParticipants,
  type UpstreamRoutes,
} from './upstream-interaction.ts'
import { speakAsPage } from '../pages/upstream-pages.ts'
import type { Clock } from '../../base/ports.ts'
import type { Origin } from '../../address/origin.ts'

export interface InteractionDeps {
  origin: Origin
  provider: () => Provider
  approvals: Approvals
  records: ClientRecords
  grants: Pick<Grants, 'speakAs'>
  grantPeople: Pick<GrantPeople, 'remember'>
  /** Where else the owner can sign in. */
  upstream: Upstream | undefined
  participants: KnownParticipants
  /** How often one sign-in may set out for there. */
  departures: RateLimit
  /** The owner, signed in elsewhere, says yes: see approve-client.ts. */
  approve: (number: string, participant: string) => Promise<Approval>
  audit: Audit
  clock: Clock
}

/** How soon a page asks again for a place before the owner. */
const retrySeconds = 3

export interface InteractionRoutes {
  show(uid: string, req: IncomingMessage, res: ServerResponse): Promise<void>
  cancel(uid: string, req: IncomingMessage, res: ServerResponse): Promise<void>
  upstream: UpstreamRoutes | undefined
}

/** What is shown instead of an error that passes. */
function retryingPage(uid: string, error: unknown): Page | undefined {
  const path = interactionPath(uid)
  if (!(error instanceof BridgeError)) return undefined
  if (error.code === 'approval-queue-full') return queuePage(retrySeconds, path)
  if (error.code === 'sign-ins-shut') return shutPage(retrySeconds, path, passOf(uid))
  return undefined
}

export function createInteractionRoutes(deps: InteractionDeps): InteractionRoutes {
  const { origin, approvals, records, grants, grantPeople, upstream, audit, clock } = deps
  const own = createOwnInteraction(deps)

  async function find(interaction: Interaction): Promise<Approval> {
    const existing = approvals.of(interaction.uid)
    if (existing) return existing
    const clientId = String(interaction.params['client_id'])
    const client = await deps.provider().Client.find(clientId)
    if (!client) throw new BridgeError('client-not-registered', { client: clientId })
    const { uid, params } = interaction
    const approval = await approvals.request(
      approvalRequest({ uid, params, client, records, origin }),
    )
    // From here on it is kept as long as the browser is remembered (adapter.ts).
    await interaction.persist()
    return approval
  }

  /** Everything the owner allowed, and nothing else, becomes a grant: scopes, and whom it speaks as. */
  async function grantResult(approval: Approval): Promise<InteractionResults> {
    const { clientId, scopes, participant, reads } = approval
    // Also one that was stored by a version without it.
    if (typeof participant !== 'string') throw new BridgeError('approval-expired')
    const { Grant } = deps.provider()
    const grant = new Grant({ accountId: ownerAccount, clientId })
    // oidc-provider counts a scope both as its own and as one of the resource.
    grant.addOIDCScope(['openid', 'offline_access', ...scopes])
    grant.addResourceScope(resourceOf(origin.url), [...scopes])
    const grantId = await grant.save()
    await grants.speakAs(grantId, participant, reads ?? 'own')
    if (approval.person) await grantPeople.remember(grantId, approval.person)
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
    upstream: upstream && createUpstreamRoutes({ ...deps, upstream, own, finish }),
    async show(uid, req, res) {
      const interaction = await own(uid, req, res)
      if (interaction.result) return goOn(res, interaction.returnTo)
      const approval = await find(interaction).catch((error: unknown) => {
        const page = prefersPage(req) && retryingPage(uid, error)
        if (!page) throw error
        res.setHeader('retry-after', String(retrySeconds))
        sendPage(res, 429, page)
      })
      if (!approval) return
      approvals.seen(approval)
      const { decision } = approval
      // The owner's no leads nowhere for a stranger either: its address may be any deep link.
      if (decision === 'denied' && isStranger(records, approval.clientId)) {
        return sendPage(res, 403, deniedPage(approval))
      }
      if (decision === 'approved' || decision === 'denied') return finish(approval, req, res)
      if (decision === 'cancelled') return sendPage(res, 200, cancelledPage(approval))
      if (decision === 'replaced') throw new BridgeError('approval-replaced')
      if (approvals.isExpired(approval)) throw new BridgeError('approval-expired')
      const offer = upstream?.offered()
      // Signed in already, and still to say whom it speaks as.
      if (offer && approval.person) {
        const rights = upstream?.rightsOf(approval.person) ?? []
        return sendPage(res, 200, speakAsPage(approval, rights, deps.participants.list()))
      }
      sendPage(res, 200, approvalPage(approval, clock.now(), offer))
    },
    async cancel(uid, req, res) {
      await own(uid, req, res)
      const approval = approvals.of(uid)
      if (!approval) throw new BridgeError('approval-foreign-browser')
      await readOwnForm(req, approval)
      // No click but the owner's leads to the address of a stranger (RFC 9700 §4.11.2).
      const goesBack = !isStranger(records, approval.clientId)
      await approvals.cancel(approval, goesBack)
      sendPage(res, 200, goesBack ? leavingPage(approval) : cancelledPage(approval))
    },
  }
}
