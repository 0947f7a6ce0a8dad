/**
 * The sign-in of an MCP client that is continued at an identity provider. Consent to this client comes
 * first, on our own page: single sign-on there would otherwise let any client in silently. The way
 * back ends here, where the cookie shows that it is the browser that began it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BridgeError } from '../../base/errors.ts'
import type { Rights, Upstream } from '../../identity/types.ts'
import { interactionPath } from './approval-page.ts'
import type { Approval } from './approval.ts'
import type { Approvals } from './approvals.ts'
import { goOn, readOwnForm, type OwnInteraction } from './own-interaction.ts'
import { sendPage } from '../pages/page.ts'
import { prefersPage } from '../pages/respond.ts'
import type { RateLimit } from '../../base/token-buckets.ts'
import type { Origin } from '../../address/origin.ts'
import { departurePage, goingOnPage, upstreamFailedPage } from '../pages/upstream-pages.ts'

/** Whom clients can speak as, known to the conversation. */
export interface KnownParticipants {
  list(): readonly { id: string; name: string }[]
  /** Makes a participant of that name unless there is one. */
  ensure(id: string): Promise<void>
}

export interface UpstreamRoutesDeps {
  origin: Origin
  upstream: Upstream
  approvals: Approvals
  participants: KnownParticipants
  /** How often one sign-in may set out. */
  departures: RateLimit
  approve: (number: string, participant: string) => Promise<Approval>
  own: OwnInteraction
  finish: (approval: Approval, req: IncomingMessage, res: ServerResponse) => Promise<void>
}

type Route = (uid: string, req: IncomingMessage, res: ServerResponse) => Promise<void>

export interface UpstreamRoutes {
  /** POST: the person in the browser agrees to this client and goes to the provider. */
  leave: Route
  /** GET: back from the provider, by way of the callback. */
  back: Route
  /** POST: whom the client speaks as, said by somebody who signed in. */
  speakAs: Route
}

export function createUpstreamRoutes(deps: UpstreamRoutesDeps): UpstreamRoutes {
  const { origin, upstream, approvals, participants, departures, own, finish } = deps
  const isOpen = (approval: Approval) =>
    approval.decision === 'waiting' && !approvals.isExpired(approval)

  function find(uid: string): Approval {
    const approval = approvals.of(uid)
    if (!approval) throw new BridgeError('approval-foreign-browser')
    return approval
  }

  const departureOf = ({ uid, clientId }: Approval) => ({ uid, clientId, originUrl: origin.url })

  async function approve({ number }: Approval, participant: string): Promise<void> {
    await participants.ensure(participant)
    await deps.approve(number, participant)
  }

  /** What went wrong there, on a page that leads back to the choice between there and here. */
  function fail(thrown: unknown, approval: Approval, req: IncomingMessage, res: ServerResponse) {
    if (!(thrown instanceof BridgeError) || !prefersPage(req)) throw thrown
    sendPage(res, thrown.status, upstreamFailedPage(thrown, approval))
  }

  return {
    async leave(uid, req, res) {
      await own(uid, req, res)
      const approval = find(uid)
      const form = await readOwnForm(req, approval)
      if (!isOpen(approval)) return goOn(res, interactionPath(uid))
      departures.take(uid)
      try {
        const url = await upstream.depart(departureOf(approval))
        await approvals.away(approval, form.has('choose'))
        const name = upstream.offered()?.name ?? ''
        sendPage(res, 200, departurePage(name, url))
      } catch (error) {
        fail(error, approval, req, res)
      }
    },
    async back(uid, req, res) {
      const query = new URL(req.url ?? '', origin.url).searchParams
      try {
        await own(uid, req, res)
      } catch (error) {
        // Somebody was made to finish the sign-in of somebody else: it is void for both.
        await upstream.spoil(query)
        const foreign = error instanceof BridgeError && error.code === 'approval-foreign-browser'
        throw foreign ? new BridgeError('upstream-foreign-browser') : error
      }
      const approval = find(uid)
      if (!isOpen(approval)) return goOn(res, interactionPath(uid))
      try {
        const { person, participants: rights } = await upstream.arrive(departureOf(approval), query)
        await approvals.arrived(approval, person, rights !== 'any')
        const { choose, suggestedParticipant } = approval
        // The owner may have decided on the computer meanwhile.
        if (!isOpen(approval) || choose || !includes(rights, suggestedParticipant)) {
          return goOn(res, interactionPath(uid))
        }
        await approve(approval, suggestedParticipant)
        await finish(approval, req, res)
      } catch (error) {
        fail(error, approval, req, res)
      }
    },
    async speakAs(uid, req, res) {
      await own(uid, req, res)
      const approval = find(uid)
      const participant = (await readOwnForm(req, approval)).get('participant') ?? ''
      const { person } = approval
      if (!isOpen(approval) || !person || !upstream.offered()) {
        return goOn(res, interactionPath(uid))
      }
      if (!includes(upstream.rightsOf(person), participant)) {
        const who = person.name ?? person.subject
        throw new BridgeError('upstream-not-theirs', { person: who, participant })
      }
      await approve(approval, participant)
      // Not a redirect: a form may not lead out of this origin, and the client is elsewhere.
      sendPage(res, 200, goingOnPage(approval))
    },
  }
}

const includes = (rights: Rights, participant: string): boolean =>
  rights === 'any' || rights.includes(participant)
