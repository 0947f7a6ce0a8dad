/**
 * Which ladder a request belongs to. Before a client has an id it is known by its caller mark; the
 * browser of its user has another one, and is joined by the sign-in it takes part in.
 */
import type { CallerMark, ObservedRequest } from '../../traffic/observed-request.ts'
import { knownClient } from '../../vendors/known-clients.ts'
import { familyById } from '../../vendors/user-agents.ts'
import { isAtMcp, isFromProgram, type Step } from './requests.ts'
import { isConnected, newLadder, type LadderState } from './state.ts'

const mostLadders = 100
const mostFlows = 500
const mostFormerIds = 20
/** A browser comes for a client that was here this long ago. */
const togetherMs = 10 * 60_000

export interface LadderRegister {
  all(): LadderState[]
  byClient(clientId: string): LadderState | undefined
  /** Finds it or makes one; null for what belongs to none and begins none. */
  of(step: Step, observed: ObservedRequest, now: number): LadderState | null
  /** The same for a client that is let in. */
  ofClient(client: { clientId: string; name: string; vendor: string }, now: number): LadderState
  /** Whether anybody is on the way of whom it is not known who it is. */
  hasNameless(): boolean
  /**
   * A call with a good token proves what its caller did before it: nameless ladders of that caller, or
   * of its program before the last start, become part of this one. True when there was one.
   */
  settle(ladder: LadderState, caller: CallerMark): boolean
  /** Whether a client of this family of programs is connected; never so for a family of many programs. */
  works(agent: string): boolean
  remove(ladder: LadderState): void
}

export function createLadderRegister(deps: {
  ladders: readonly LadderState[]
  onRemoved: (ladder: LadderState) => void
}): LadderRegister {
  const ladders = new Map<string, LadderState>()
  const byClient = new Map<string, LadderState>()
  const byCaller = new Map<string, LadderState>()
  const byFlow = new Map<string, LadderState>()
  const nameless = new Set<LadderState>()
  /** Nameless ones of before this start, whose caller marks are gone. */
  const orphans = new Set<LadderState>()
  for (const ladder of deps.ladders) enter(ladder)
  for (const ladder of nameless) orphans.add(ladder)

  function enter(ladder: LadderState): void {
    ladders.set(ladder.id, ladder)
    for (const id of ladder.formerIds) byClient.set(id, ladder)
    if (ladder.clientId !== null) byClient.set(ladder.clientId, ladder)
    else nameless.add(ladder)
    if (ladders.size > mostLadders) remove(leastImportant())
  }

  /** Strangers give way before clients that were let in, and those before nobody. */
  function leastImportant(): LadderState {
    const weight = ({ rungs, clientId }: LadderState) =>
      rungs.called || rungs.approved ? 2 : clientId === null ? 0 : 1
    const [first] = [...ladders.values()].sort(
      (a, b) => weight(a) - weight(b) || a.lastAt - b.lastAt,
    )
    if (!first) throw new Error('there is no ladder')
    return first
  }

  function remove(ladder: LadderState): void {
    ladders.delete(ladder.id)
    nameless.delete(ladder)
    orphans.delete(ladder)
    for (const map of [byClient, byCaller, byFlow]) {
      for (const [key, value] of map) if (value === ladder) map.delete(key)
    }
    deps.onRemoved(ladder)
  }

  function begin(agent: string, vendor: string, now: number): LadderState {
    const ladder = newLadder({ agent, vendor, now })
    enter(ladder)
    return ladder
  }

  function giveId(ladder: LadderState, clientId: string): void {
    if (ladder.clientId === clientId) return
    if (ladder.clientId !== null) {
      ladder.formerIds = [...ladder.formerIds, ladder.clientId].slice(-mostFormerIds)
    }
    ladder.clientId = clientId
    nameless.delete(ladder)
    orphans.delete(ladder)
    byClient.set(clientId, ladder)
  }

  /** Two that turn out to be one: the nameless one began what the other goes on with. */
  function absorb(into: LadderState, from: LadderState): void {
    into.rungs = { ...from.rungs, ...into.rungs }
    into.firstAt = Math.min(into.firstAt, from.firstAt)
    into.foundMcp ||= from.foundMcp
    into.wrongPath ??= from.wrongPath
    into.agent = from.agent
    remove(from)
  }

  /** The nameless one a browser has most likely come for: of its vendor, else the newest. */
  function waitingFor(clientId: string, now: number): LadderState | undefined {
    const vendor = knownClient(clientId)?.vendor
    const candidates = [...nameless].sort((a, b) => b.lastAt - a.lastAt)
    return (
      candidates.find((ladder) => ladder.vendor === vendor) ??
      candidates.find(
        (ladder) =>
          ladder.vendor === 'other' &&
          ladder.rungs.metadata !== undefined &&
          now - ladder.lastAt < togetherMs,
      )
    )
  }

  function registered(observed: ObservedRequest, now: number): LadderState {
    const last = byCaller.get(observed.caller)
    const same = last && (last.clientId === null || last.name === observed.client)
    const ladder = same ? last : begin(observed.agent, vendorOf(observed), now)
    if (!same && last?.rungs.metadata) ladder.rungs.metadata = last.rungs.metadata
    return ladder
  }

  function find(step: Step, observed: ObservedRequest, now: number): LadderState | null {
    const { flow, clientId, caller, agent } = observed
    const ofFlow = flow === null ? undefined : byFlow.get(flow)
    if (ofFlow) return ofFlow
    if (step === 'register') return registered(observed, now)
    const ofClient = clientId === null ? undefined : byClient.get(clientId)
    if (ofClient) return ofClient
    // Its token says who it is, whoever else asks from the same place.
    if (clientId !== null && isAtMcp(step)) return begin(agent, vendorOf(observed), now)
    if (!isFromProgram(step)) {
      if (step !== 'authorize' || clientId === null) return null
      return waitingFor(clientId, now) ?? begin(agent, vendorOf(observed), now)
    }
    const ofCaller = byCaller.get(caller)
    if (ofCaller) return ofCaller
    // Tokens are asked for at the end of a way; alone they are somebody trying.
    return step === 'exchange' || step === 'refresh' ? null : begin(agent, vendorOf(observed), now)
  }

  return {
    all: () => [...ladders.values()],
    byClient: (clientId) => byClient.get(clientId),
    of(step, observed, now) {
      const ladder = find(step, observed, now)
      if (!ladder) return null
      const { flow, clientId, client, caller } = observed
      if (flow !== null) put(byFlow, flow, ladder)
      if (clientId !== null && step !== 'refresh') giveId(ladder, clientId)
      if (client !== null) ladder.name = client
      const known = clientId === null ? undefined : knownClient(clientId)
      if (known) {
        ladder.name = known.name
        ladder.vendor = known.vendor
      }
      if (isFromProgram(step)) {
        const before = byCaller.get(caller)
        if (before && before !== ladder && before.clientId === null) absorb(ladder, before)
        put(byCaller, caller, ladder)
        if (ladder.agent === 'browser') ladder.agent = observed.agent
      }
      return ladder
    },
    ofClient({ clientId, name, vendor }, now) {
      const ladder = byClient.get(clientId) ?? begin('none', vendor, now)
      giveId(ladder, clientId)
      ladder.name = name
      ladder.vendor = vendor
      return ladder
    },
    hasNameless: () => nameless.size > 0,
    settle(ladder, { caller, agent }) {
      const before = byCaller.get(caller)
      const mine = [...orphans].filter((orphan) => orphan.agent === agent)
      if (before?.clientId === null) mine.push(before)
      for (const one of mine) if (one !== ladder) absorb(ladder, one)
      if (mine.length > 0) put(byCaller, caller, ladder)
      return mine.length > 0
    },
    works: (agent) =>
      !familiesOfMany.has(agent) &&
      [...ladders.values()].some((ladder) => ladder.agent === agent && isConnected(ladder)),
    remove,
  }
}

/** Runtimes and libraries: that one program of them works says nothing about another. */
const familiesOfMany: ReadonlySet<string> = new Set([
  'browser',
  'bun',
  'node',
  'python',
  'go',
  'curl',
  'none',
  'other',
])

const vendorOf = ({ agent }: ObservedRequest): string => familyById(agent)?.vendor ?? 'other'

function put(map: Map<string, LadderState>, key: string, ladder: LadderState): void {
  map.delete(key)
  map.set(key, ladder)
  if (map.size <= mostFlows) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}
