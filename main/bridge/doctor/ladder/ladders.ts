/**
 * The connection ladders: a flight recorder that nobody has to switch on. Every client that ever
 * contacted the bridge has one, with the steps it took, the request that failed, and what to do about it.
 */
import { createAnnouncer } from '../../traffic/announcer.ts'
import type { RequestWatch } from '../../traffic/observed-request.ts'
import type { Clock, Log } from '../../base/ports.ts'
import type { Store } from '../../store/types.ts'
import { advance } from './advance.ts'
import { called, decided, nameOf, revoked } from './marks.ts'
import { delivered, subscribed, unsubscribed, type Delivered } from './event-rungs.ts'
import { createLadderKeeper } from './keep.ts'
import { createLadderRegister } from './register.ts'
import { rehearsalAgent, stepOf } from './requests.ts'
import { shownLadder, type Ladder } from './shown.ts'
import { isSettled, type LadderState } from './state.ts'
import { verdictOn } from './verdict.ts'

export interface LaddersDeps {
  store: Store
  clock: Clock
  log: Log
  mark: RequestWatch['mark']
  mcpUrl: () => string
  /** Whether the host was one of the bridge's own, and is not any more. */
  wasOurs: (host: string) => boolean
  /** How far the clock is off, as last measured; asked only on suspicion. */
  clockOffsetMs: () => number | null
  /** Ids of the clients whose sign-in waits for the owner. */
  waiting: () => string[]
}

export interface Ladders {
  watch: RequestWatch
  /** What the owner decided about the sign-in of a client. */
  decided(clientId: string, approved: boolean): void
  /** The owner has ended its access. */
  revoked(clientId: string): void
  /** A client subscribed to events; `refusal`: why its callback did not prove itself. */
  subscribed(clientId: string, refusal: string | null): void
  /** An event was sent to it. */
  delivered(clientId: string, sent: Delivered): void
  /** It has no subscription any more. */
  unsubscribed(clientId: string): void
  /** Clients whose callback did not prove itself when they subscribed last, and why. */
  unproved(): { client: string; words: string }[]
  /** Newest first. */
  list(): Ladder[]
  /** Forgets one; it begins again when the client comes back. */
  forget(id: string): void
  onChange(listener: () => void): () => void
  stop(): Promise<void>
}

/** Some verdicts come of silence: looked for while somebody is on the way. */
const lookEveryMs = 10_000
const onTheWayMs = 15 * 60_000

export function createLadders(deps: LaddersDeps): Ladders {
  const { store, clock, log } = deps
  const keeper = createLadderKeeper({ store, log })
  const announcer = createAnnouncer()
  const register = createLadderRegister({ ladders: keeper.load(), onRemoved: keeper.removed })
  const settled = new Set<string>()
  for (const ladder of register.all()) settle(ladder)
  let looking: NodeJS.Timeout | undefined
  let announced = ''

  function settle(ladder: LadderState): void {
    if (ladder.clientId === null) return
    if (isSettled(ladder)) settled.add(ladder.clientId)
    else settled.delete(ladder.clientId)
  }

  function changed(ladder: LadderState): void {
    settle(ladder)
    keeper.changed(ladder)
    announcer.changed()
    looking ??= setInterval(look, lookEveryMs).unref()
  }

  /** `change` gives whether it did. */
  function withLadder(clientId: string, change: (ladder: LadderState) => boolean): void {
    const ladder = register.byClient(clientId)
    if (ladder && change(ladder)) changed(ladder)
  }

  const around = () => {
    const waiting = new Set(deps.waiting())
    return {
      now: clock.now(),
      mcpUrl: deps.mcpUrl(),
      clockOffsetMs: deps.clockOffsetMs,
      waits: (clientId: string | null) => clientId !== null && waiting.has(clientId),
      works: register.works,
    }
  }

  /** Tells of verdicts that time alone has brought. */
  function look(): void {
    const moment = around()
    const all = register.all()
    const verdicts = all.map((ladder) => `${ladder.id} ${verdictOn(ladder, moment)?.code ?? ''}`)
    const now = verdicts.join('\n')
    if (now !== announced) announcer.changed()
    announced = now
    if (all.some(({ lastAt }) => moment.now - lastAt < onTheWayMs)) return
    clearInterval(looking)
    looking = undefined
  }

  return {
    watch: {
      mark: deps.mark,
      observed(observed) {
        const step = stepOf(observed)
        // A page that waits asks every two seconds, and says nothing new.
        if (step === null || (step === 'page' && observed.failure === null)) return
        const now = clock.now()
        const ladder = register.of(step, observed, now)
        if (!ladder) return
        advance(ladder, step, observed, now, { mcpUrl: deps.mcpUrl(), wasOurs: deps.wasOurs })
        changed(ladder)
      },
      called({ clientId, client, vendor, origin, method, ok }, asker) {
        const works = settled.has(clientId)
        if (works && !register.hasNameless()) return
        const mark = deps.mark(asker)
        if (mark.agent === rehearsalAgent) return
        const now = clock.now()
        const ladder = register.ofClient({ clientId, name: client, vendor }, now)
        const joined = register.settle(ladder, mark)
        if (works && !joined) return
        if (ladder.agent === 'none') ladder.agent = mark.agent
        ladder.origin = origin
        called(ladder, method, ok, now)
        changed(ladder)
      },
    },
    decided(clientId, approved) {
      const ladder = register.byClient(clientId)
      if (!ladder?.rungs.authorized) return
      decided(ladder, approved, clock.now())
      changed(ladder)
    },
    revoked(clientId) {
      const ladder = register.byClient(clientId)
      if (!ladder) return
      revoked(ladder, clock.now())
      changed(ladder)
    },
    subscribed: (clientId, refusal) =>
      withLadder(clientId, (ladder) => subscribed(ladder, refusal, clock.now())),
    delivered: (clientId, sent) =>
      withLadder(clientId, (ladder) => delivered(ladder, sent, clock.now())),
    unsubscribed: (clientId) => withLadder(clientId, unsubscribed),
    unproved: () =>
      register.all().flatMap((ladder) => {
        const { eventFault: fault, revokedAt } = ladder
        return fault?.rung === 'verified' && revokedAt === null
          ? { client: nameOf(ladder), words: fault.words }
          : []
      }),
    list() {
      const moment = around()
      return register
        .all()
        .sort((a, b) => b.lastAt - a.lastAt || b.firstAt - a.firstAt)
        .map((ladder) => shownLadder(ladder, verdictOn(ladder, moment)))
    },
    forget(id) {
      const ladder = register.all().find((known) => known.id === id)
      if (!ladder) return
      register.remove(ladder)
      if (ladder.clientId !== null) settled.delete(ladder.clientId)
      announcer.changed()
    },
    onChange: announcer.onChange,
    async stop() {
      clearInterval(looking)
      await keeper.flush()
    },
  }
}
