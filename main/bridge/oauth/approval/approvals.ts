/**
 * Sign-ins that wait for the owner. Each belongs to one browser (by oidc-provider's interaction) and
 * has a number the owner compares. They are kept on disk, so that a restart loses none.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { BridgeError } from '../../base/errors.ts'
import type { Person } from '../../identity/types.ts'
import type { Clock } from '../../base/ports.ts'
import { databaseBytes } from '../../store/disk-reserve.ts'
import type { Store } from '../../store/types.ts'
import { toPending, type Approval, type ApprovalRequest } from './approval.ts'
import { lineOf, longestHeld, makeRoom, type QueueLimits } from './approval-queue.ts'
import type { Audit } from '../audit.ts'
import { createPlaceLots } from './place-lots.ts'
import { text } from '../rows.ts'
import { createSignInLockouts } from './sign-in-lockouts.ts'
import type { PendingApproval, Reads, Scope } from '../types.ts'

export interface Approvals {
  /** The approval of an interaction, decided or not, as long as the browser is remembered. */
  of(uid: string): Approval | undefined
  /** Throws `approval-queue-full`, `sign-ins-shut` and `disk-full`. */
  request(request: ApprovalRequest): Promise<Approval>
  /** The page of this approval asked again. */
  seen(approval: Approval): void
  /** Its browser is at the identity provider and cannot ask. */
  away(approval: Approval, choose: boolean): Promise<void>
  /** Somebody who may decide has signed in there, in this browser. */
  arrived(approval: Approval, person: Person, admitted: boolean): Promise<void>
  isExpired(approval: Approval): boolean
  list(): PendingApproval[]
  /** Both throw `unknown-approval`. `allowed`: fewer scopes than it asked for. */
  approve(
    number: string,
    participant: string,
    allowed?: readonly string[],
    reads?: Reads,
  ): Promise<Approval>
  /** `others`: with it all that compete for the same places, and those that come for a while. */
  deny(number: string, others?: boolean): Promise<Approval>
  /** Lets one in where others are shut out, and says until when: see sign-in-lockouts.ts. */
  admit(pass: string): number
  /** Until when any sign-ins are shut out. */
  shutUntil(): number | undefined
  /** The person in the browser changed their mind. `goesBack`: the client is told. */
  cancel(approval: Approval, goesBack: boolean): Promise<void>
  /** Denies what waits for a client that is being removed. */
  denyClient(clientId: string): Promise<void>
  /** Takes back what somebody decided who may not any more, where it is still to be carried out. */
  denyPerson(person: Pick<Person, 'issuer' | 'subject'>): Promise<void>
  /** It has been carried out. */
  finished(approval: Approval): Promise<void>
  /** Forgets what no browser can come back to. */
  prune(): Promise<void>
}

export interface ApprovalsDeps {
  store: Store
  clock: Clock
  audit: Audit
  limits: QueueLimits & {
    approvalSeconds: number
    interactionSeconds: number
    approvalsByLot: number
  }
  /** Draws the lots. */
  random?: () => number
  onChange: () => void
}

const maxDecided = 200
/** A sign-in elsewhere takes that long when a password has to be found; its place is kept. */
const awayMs = 5 * 60 * 1_000

export function createApprovals(deps: ApprovalsDeps): Approvals {
  const { store, clock, audit, limits, onChange } = deps
  const put = store.statement('INSERT OR REPLACE INTO approvals VALUES (?, ?, ?, ?, ?)')
  const drop = store.statement('DELETE FROM approvals WHERE uid = ?')
  const rows = store.statement('SELECT payload FROM approvals ORDER BY requested_at').all()
  const approvals = new Map<string, Approval>()
  for (const row of rows) {
    const approval: Approval = JSON.parse(text(row, 'payload'))
    approvals.set(approval.uid, approval)
  }

  const lockouts = createSignInLockouts({ clock })
  const lots = createPlaceLots({ perSecond: limits.approvalsByLot, clock, random: deps.random })

  const isExpired = (approval: Approval) => approval.expiresAt <= clock.now()
  const waiting = () =>
    [...approvals.values()].filter((it) => it.decision === 'waiting' && !isExpired(it))

  async function save(approval: Approval): Promise<void> {
    approvals.set(approval.uid, approval)
    const { uid, number, clientId, requestedAt } = approval
    const payload = JSON.stringify(approval)
    await store.write(() => put.run(uid, number, clientId, payload, requestedAt))
    onChange()
  }

  /** Four digits are for comparing, not for secrecy: no address accepts one. */
  function freshNumber(): string {
    const taken = new Set(waiting().map(({ number }) => number))
    for (;;) {
      const number = String(randomInt(1_000, 10_000))
      if (!taken.has(number)) return number
    }
  }

  /** Decided ones are kept for their pages to say so, but not without end: sign-ins cost nothing. */
  async function forgetOldest(): Promise<void> {
    const decided = [...approvals.values()].filter(({ decision }) => decision !== 'waiting')
    await forget(decided.slice(0, Math.max(0, decided.length - maxDecided)))
  }

  async function forget(gone: Approval[]): Promise<void> {
    if (gone.length === 0) return
    for (const { uid } of gone) approvals.delete(uid)
    await store.write(() => {
      for (const { uid } of gone) drop.run(uid)
    })
  }

  /**
   * A flood that keeps its pages open holds every place. By lot each page that asks again has the same
   * chance of one; whose place was drawn is forgotten, and waits for another like everyone else.
   */
  function drawnPlace(newcomer: Approval): Approval | undefined {
    if (!lots.draws(lineOf(newcomer), newcomer.uid)) return undefined
    return longestHeld(waiting(), newcomer, clock.now())
  }

  async function settle(approval: Approval, decision: Approval['decision']): Promise<void> {
    approval.decision = decision
    await save(approval)
  }

  /** What is approved becomes a grant only when its browser asks again, which may be late. */
  async function denyAll(
    decisions: Approval['decision'][],
    matches: (approval: Approval) => boolean,
  ): Promise<void> {
    const open = [...approvals.values()].filter(
      (it) => decisions.includes(it.decision) && matches(it),
    )
    await Promise.all(open.map((approval) => settle(approval, 'denied')))
  }

  function find(number: string): Approval {
    const approval = waiting().find((it) => it.number === number)
    if (!approval) throw new BridgeError('unknown-approval', { number })
    return approval
  }

  return {
    of: (uid) => approvals.get(uid),
    async request(request) {
      const now = clock.now()
      const approval: Approval = {
        ...request,
        number: freshNumber(),
        csrf: randomBytes(24).toString('base64url'),
        requestedAt: now,
        expiresAt: now + limits.approvalSeconds * 1_000,
        seenAt: now,
        participant: null,
        decision: 'waiting',
      }
      lockouts.check(lineOf(approval), approval.uid)
      const giveWay = makeRoom(waiting(), approval, limits, now)
      const drawn = giveWay ? undefined : drawnPlace(approval)
      if (!giveWay && !drawn) throw new BridgeError('approval-queue-full')
      store.room.require(databaseBytes(JSON.stringify(approval).length))
      await Promise.all([
        ...(giveWay ?? []).map((other) => settle(other, 'replaced')),
        forget(drawn ? [drawn] : []),
        save(approval),
      ])
      await forgetOldest()
      audit.record('approval.requested', approval.clientId, {
        number: approval.number,
        origin: approval.origin,
      })
      return approval
    },
    seen(approval) {
      approval.seenAt = Math.max(approval.seenAt, clock.now())
    },
    async away(approval, choose) {
      approval.seenAt = clock.now() + awayMs
      approval.choose = choose
      await save(approval)
    },
    async arrived(approval, person, admitted) {
      approval.person = person
      approval.admitted = admitted
      approval.seenAt = clock.now() + awayMs
      await save(approval)
    },
    isExpired,
    list: () =>
      waiting()
        .sort((a, b) => Number(b.trusted) - Number(a.trusted) || a.requestedAt - b.requestedAt)
        .map(toPending),
    async approve(number, participant, allowed, reads) {
      const approval = find(number)
      if (allowed) approval.scopes = fewerScopes(approval.scopes, allowed)
      approval.participant = participant
      // What was allowed to one is not allowed to another, nor to somebody who was only admitted.
      const before = participant === approval.suggestedParticipant && !approval.admitted
      approval.reads = reads ?? (before ? (approval.reads ?? 'own') : 'own')
      await settle(approval, 'approved')
      const by = approval.person && { subject: approval.person.subject }
      const scopes = approval.scopes.join(' ')
      audit.record('approval.approved', approval.clientId, {
        number,
        participant,
        scopes,
        reads: approval.reads,
        ...by,
      })
      return approval
    },
    async deny(number, others = false) {
      const approval = find(number)
      const line = lineOf(approval)
      if (others) lockouts.shut(line)
      await settle(approval, 'denied')
      if (others) await denyAll(['waiting'], (it) => lineOf(it) === line)
      audit.record('approval.denied', approval.clientId, { number, ...(others && { shut: line }) })
      return approval
    },
    admit(pass) {
      const until = lockouts.admit(pass)
      audit.record('approval.admitted', null)
      return until
    },
    shutUntil: () => lockouts.latestEnd(),
    async cancel(approval, goesBack) {
      if (approval.decision !== 'waiting') return
      await settle(approval, goesBack ? 'denied' : 'cancelled')
      audit.record('approval.cancelled', approval.clientId, { number: approval.number })
    },
    denyClient: (clientId) => denyAll(['waiting', 'approved'], (it) => it.clientId === clientId),
    // What waits is judged anew when they choose.
    denyPerson: ({ issuer, subject }) =>
      denyAll(
        ['approved'],
        ({ person }) => person?.issuer === issuer && person.subject === subject,
      ),
    finished: (approval) => settle(approval, 'finished'),
    async prune() {
      const cutoff = clock.now() - limits.interactionSeconds * 1_000
      await forget([...approvals.values()].filter(({ requestedAt }) => requestedAt <= cutoff))
    },
  }
}

/** At least one of those it asked for, and no other. */
function fewerScopes(asked: readonly Scope[], allowed: readonly string[]): Scope[] {
  const other = allowed.find((scope) => !asked.some((one) => one === scope))
  if (other !== undefined) {
    throw new BridgeError('invalid-input', { problem: `It did not ask for ${other}.` })
  }
  const granted = asked.filter((scope) => allowed.includes(scope))
  if (granted.length > 0) return granted
  throw new BridgeError('invalid-input', { problem: 'Allow at least one permission, or deny.' })
}
