/**
 * Which requests belong to one sign-in: from the registration over the pages and an identity provider
 * to the token and the first call made with it. Each answer gives something the next request brings
 * back (client, interaction, state, code, token); those are remembered, as hashes, for a while.
 */
import { hash, randomUUID } from 'node:crypto'
import type { Approvals } from './approval/approvals.ts'
import { shownName, type ClientRecords } from './clients/client-records.ts'
import type { Grants } from './tokens/grants.ts'
import { knownClient } from '../vendors/known-clients.ts'
import { paths } from './paths.ts'
import { isObject } from '../base/is-object.ts'
import type { SignInRequest, SignInStory } from './types.ts'

interface Flow {
  id: string
  clientId: string | null
  participant: string | null
  /** It has got as far as the browser. */
  asked: boolean
}

/** Strangers can begin sign-ins too: the oldest are forgotten first. */
const mostRemembered = 2_000

export function createSignInStory(deps: {
  records: Pick<ClientRecords, 'get'>
  approvals: Pick<Approvals, 'of'>
  grants: Pick<Grants, 'participantOf'>
}): SignInStory {
  const { records, approvals, grants } = deps
  const byKey = new Map<string, Flow>()
  const unusedTokens = new Map<string, string>()

  const flowBy = (kind: Kind, value: string | null | undefined): Flow | undefined =>
    value ? byKey.get(keyOf(kind, value)) : undefined

  function remember(flow: Flow, kind: Kind, value: unknown): void {
    if (typeof value === 'string' && value !== '') put(byKey, keyOf(kind, value), flow)
  }

  /** A registration goes on with the first sign-in of its client; each later one is a new story. */
  function authorizing(clientId: string | null): Flow {
    const registered = flowBy('client', clientId)
    const flow = registered && !registered.asked ? registered : begin(clientId)
    flow.asked = true
    return flow
  }

  function registering(answer: Record<string, unknown>): Flow | undefined {
    const clientId = answer['client_id']
    if (typeof clientId !== 'string') return undefined
    const flow = begin(clientId)
    remember(flow, 'client', clientId)
    return flow
  }

  function exchanging(form: URLSearchParams, answer: Record<string, unknown>): Flow | undefined {
    const flow = flowBy('code', form.get('code'))
    const token = answer['access_token']
    if (!flow || typeof token !== 'string') return flow
    flow.participant = grants.participantOf(grantOf(token)) ?? flow.participant
    put(unusedTokens, endOf(token), flow.id)
    return flow
  }

  function flowOf(request: SignInRequest): Flow | undefined {
    const { path } = request
    const query = new URLSearchParams(request.query)
    const answer = isObject(request.answer) ? request.answer : {}
    if (path === paths.register) return registering(answer)
    if (path === paths.authorize) return authorizing(query.get('client_id'))
    if (path === paths.callback) return flowBy('state', query.get('state'))
    if (path === paths.token) {
      return exchanging(new URLSearchParams(request.requestBody ?? ''), answer)
    }
    return flowBy('uid', uidIn(path))
  }

  /** What the answer sends the browser on with. */
  function lookAhead(flow: Flow, location: string): void {
    const url = URL.parse(location, 'http://relative.invalid')
    if (!url) return
    remember(flow, 'uid', uidIn(url.pathname))
    remember(flow, 'state', url.searchParams.get('state'))
    remember(flow, 'code', url.searchParams.get('code'))
  }

  function learn(flow: Flow, path: string): void {
    const approval = approvals.of(uidIn(path) ?? '')
    if (!approval) return
    flow.clientId = approval.clientId
    flow.participant = approval.participant ?? flow.participant
  }

  /** Only a client that is on record is named: what a stranger claims is no name. */
  function nameOf(clientId: string, path: string): string | undefined {
    const record = records.get(clientId)
    return record
      ? shownName(record)
      : (knownClient(clientId)?.name ?? approvals.of(uidIn(path) ?? '')?.clientName)
  }

  return {
    read(request) {
      const flow = flowOf(request)
      if (flow) {
        learn(flow, request.path)
        if (request.location !== undefined) lookAhead(flow, request.location)
      }
      const claimed = flow?.clientId ?? clientIn(request)
      const client = claimed === null ? undefined : nameOf(claimed, request.path)
      return {
        flow: flow?.id ?? null,
        clientId: client === undefined ? null : claimed,
        client: client ?? null,
        participant: flow?.participant ?? null,
      }
    },
    firstCall(token) {
      if (unusedTokens.size === 0) return null
      const key = endOf(token)
      const flow = unusedTokens.get(key)
      if (flow === undefined) return null
      unusedTokens.delete(key)
      return flow
    },
  }
}

const begin = (clientId: string | null): Flow => ({
  id: `sign-in-${randomUUID().slice(0, 8)}`,
  clientId,
  participant: null,
  asked: false,
})

type Kind = 'client' | 'uid' | 'state' | 'code'

/** Of the signature of a token: as good as all of it to tell tokens apart, and useless to present. */
const endOf = (token: string): string => token.slice(-24)

const keyOf = (kind: Kind, value: string): string => hash('sha256', `${kind} ${value}`, 'base64url')

function put<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= mostRemembered) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}

/** Pages and the way back to /authorize both name their interaction. */
function uidIn(path: string): string | undefined {
  const [, uid] = /^\/(?:interaction|oauth2\/authorize)\/([^/]+)/.exec(path) ?? []
  return uid
}

/** The client a request to the token endpoint says it is of. */
const clientIn = ({ requestBody = '' }: SignInRequest): string | null =>
  new URLSearchParams(requestBody).get('client_id')

/** Access tokens are our own: the grant stands in them, and nothing is decided by it here. */
function grantOf(token: string): string {
  const claims = parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  return typeof claims['gid'] === 'string' ? claims['gid'] : ''
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
