/**
 * The ladder of Home: from this computer to both models, each rung with how it stands, since when,
 * and the one next step. Only what the bridge has said; a rung it said nothing about is "not yet".
 */
import { awaitsProgram } from '../../../main/contract/awaits-program.ts'
import type { Client, MethodResult, Status } from '../../../main/contract.ts'
import type { MarkState } from '../../components/StatusMark.tsx'
import { hrefTo } from '../../navigation.ts'
import { checkStrings as words } from '../../strings/checks.ts'
import { noLinks, presenceOf, type Links } from './presence.ts'

export interface Check {
  id: 'local' | 'tunnel' | 'reachable' | 'sign-in' | 'chatgpt' | 'claude'
  title: string
  state: MarkState
  /** In one sentence, or what went wrong. */
  detail: string
  at: string | null
  /** What `at` is: since when it is so, or when it was last seen. */
  atIs: 'since' | 'seen'
  next: { label: string; href: string } | null
}

export interface Known {
  status: Status
  clients: readonly Client[]
  identity: MethodResult<'identity.status'> | undefined
  ladders: MethodResult<'doctor.ladders'>
}

/** All rungs, from the ground up. */
export function checksOf({ status, clients, identity, ladders }: Known): Check[] {
  return [
    {
      id: 'local',
      title: words.local.title,
      state: 'ok',
      detail: words.local.ok(status.localMcpUrl),
      at: status.startedAt,
      atIs: 'since',
      next: null,
    },
    tunnelCheck(status.tunnel),
    reachableCheck(status.tunnel),
    signInCheck(identity),
    clientCheck('chatgpt', clients, ladders, { ...noLinks, presence: status.presence }),
    clientCheck('claude', clients, ladders, status),
  ]
}

const addressLink = (label: string) => ({ label, href: hrefTo('setup', 'address') })
/** Where the doctor looks at it. */
const doctorLink = (...part: string[]) => ({
  label: words.askDoctor,
  href: hrefTo('doctor', ...part),
})

function tunnelCheck(tunnel: Status['tunnel']): Check {
  const base = { id: 'tunnel', title: words.tunnel.title, at: tunnel.since, atIs: 'since' } as const
  if (tunnel.mode === 'off') {
    const next = addressLink(words.tunnel.open)
    return { ...base, state: 'off', detail: words.tunnel.off, at: null, next }
  }
  if (awaitsProgram(tunnel)) {
    const next = addressLink(words.tunnel.open)
    return { ...base, state: 'off', detail: words.tunnel.notYet, at: null, next }
  }
  const detail = tunnel.waiting?.reason ?? tunnel.detail
  const problem = tunnel.lastError?.sentence ?? detail
  switch (tunnel.state) {
    case 'ready':
      return { ...base, state: 'ok', detail, next: null }
    case 'degraded':
      return { ...base, state: 'attention', detail: problem, next: doctorLink('computer') }
    case 'failed':
    case 'stopped':
      return { ...base, state: 'failed', detail: problem, next: addressLink(words.tunnel.mend) }
    default:
      return { ...base, state: 'working', detail, next: null }
  }
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function reachableCheck(tunnel: Status['tunnel']): Check {
  const { mode, lastProbe } = tunnel
  const base = { id: 'reachable', title: words.reachable.title, atIs: 'seen', next: null } as const
  if (mode === 'off' || awaitsProgram(tunnel))
    return { ...base, state: 'off', detail: words.reachable.off, at: null }
  if (!lastProbe) return { ...base, state: 'waiting', detail: words.reachable.unknown, at: null }
  const { at, ok, tookMs, detail, by } = lastProbe
  const reached = by === 'outside' ? words.reachable.ok(Math.round(tookMs)) : `${sentence(detail)}.`
  return ok
    ? { ...base, state: 'ok', detail: reached, at }
    : { ...base, state: 'failed', detail, at, next: doctorLink('rehearsal') }
}

function signInCheck(identity: Known['identity']): Check {
  const base = {
    id: 'sign-in',
    title: words.signIn.title,
    at: null,
    atIs: 'since',
    next: null,
  } as const
  const next = { label: words.signIn.finish, href: hrefTo('keys') }
  if (!identity) return { ...base, state: 'waiting', detail: words.signIn.unknown }
  if (identity.provider === 'owner-approval') {
    return { ...base, state: 'ok', detail: words.signIn.here }
  }
  const { owner, drift, name, attempts } = identity
  if (!owner) return { ...base, state: 'attention', detail: words.signIn.unbound(name), next }
  if (drift) return { ...base, state: 'attention', detail: words.signIn.drift(name), next }
  const problem = attempts[0]?.problem
  if (problem) {
    return {
      ...base,
      state: 'attention',
      detail: problem.sentence,
      at: attempts[0]?.at ?? null,
      atIs: 'seen',
      next,
    }
  }
  return { ...base, state: 'ok', detail: words.signIn.elsewhere(name), at: owner.boundAt }
}

function clientCheck(
  who: 'chatgpt' | 'claude',
  clients: readonly Client[],
  ladders: Known['ladders'],
  links: Links,
): Check {
  const { title, connect } = words[who]
  const base = { id: who, title, at: null, atIs: 'seen' } as const
  const next = { label: connect, href: hrefTo('setup', who) }
  const { kind, at } = presenceOf(who, clients, links)
  if (kind === 'waiting')
    return { ...base, state: 'ok', detail: words.client.waiting, at, atIs: 'since', next: null }
  if (kind === 'linked')
    return { ...base, state: 'ok', detail: words.client.linked, at, next: null }
  const lost = clients.find(
    ({ participants, reconnect }) => participants.includes(who) && reconnect !== null,
  )
  if (lost?.reconnect) return { ...base, state: 'attention', detail: lost.reconnect, at, next }
  if (kind === 'seen') return { ...base, state: 'ok', detail: words.client.used, at, next: null }
  if (kind === 'left') return { ...base, state: 'ok', detail: words.client.left, at, next: null }
  const ladder = ladders.find(({ vendor, verdict }) => vendor === who && verdict !== null)
  if (ladder?.verdict?.code === 'client-revoked') {
    return { ...base, state: 'off', detail: ladder.verdict.sentence, next }
  }
  if (ladder?.verdict) {
    return {
      ...base,
      state: 'failed',
      detail: ladder.verdict.sentence,
      at: ladder.lastAt,
      next: doctorLink('connections', ladder.id),
    }
  }
  const detail = kind === 'approved' ? words.client.approved : words.client.absent
  return { ...base, state: 'waiting', detail, next }
}
