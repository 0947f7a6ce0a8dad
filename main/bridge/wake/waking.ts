/**
 * Wakes whoever something waits for, through one door after another: one who is there already is left
 * alone; then events, then an application that can be told, then a program that is run, and last the owner.
 * It hears of what happens after the commit, and each look asks the store anew what waits.
 */
import { BridgeError } from '../base/errors.ts'
import type { Clock, Log } from '../base/ports.ts'
import type { Conversation } from '../conversation/types.ts'
import type { Presence } from '../presence/types.ts'
import type { Seats, SeatResult } from '../seats/types.ts'
import type { Position } from '../settings/position.ts'
import type { Store } from '../store/types.ts'
import { waitsFor } from '../talk/machine.ts'
import type { Talks } from '../talk/talk-types.ts'
import { allowanceOf } from './budget.ts'
import { causeFor, causeKey, isSettled, placeOf, type Cause } from './causes.ts'
import { createAttempts, type Attempts } from './attempts.ts'
import { errandFor, heldReason, testErrand } from './errands.ts'
import { isHere } from './is-here.ts'
import type { Bell, Door, Waking } from './types.ts'
import { asError, createWakeLog, failed } from './wake-log.ts'

export interface WakingDeps {
  store: Store
  conversation: Pick<Conversation, 'onEvent' | 'participants'>
  talks: Pick<Talks, 'get' | 'onChange'>
  presence: Pick<Presence, 'of'>
  position: Pick<Position, 'get' | 'onChange'>
  seats: Seats
  bells: readonly Bell[]
  budgets: () => { perMinute: number; perDay: number }
  clock: Clock
  log: Log
  timings?: Partial<Timings>
}

interface Timings {
  /** So long is waited for what comes together. */
  settleMs: number
  /** Whoever called so lately is likely to call again by itself. */
  recentMs: number
  /** So long one who was told has time to call. */
  answerMs: number
  /** So long after a look that failed, such as on a full disk, it is looked again. */
  againMs: number
}

const usual: Timings = { settleMs: 300, recentMs: 20_000, answerMs: 120_000, againMs: 30_000 }

/** Part of the reason when the owner stopped one run: it is not begun again for the same thing. */
export const byOwner = 'you stopped it'

export function createWaking(deps: WakingDeps): Waking {
  const { store, conversation, talks, presence, position, seats, bells, budgets, clock } = deps
  const { settleMs, recentMs, answerMs, againMs } = { ...usual, ...deps.timings }
  const log = createWakeLog({ store, clock })
  const allAttempts = new Map<string, Attempts>()
  const running = new Map<string, Cause>()
  let stopped = true

  function attemptsOf(participant: string): Attempts {
    let attempts = allAttempts.get(participant)
    if (!attempts) allAttempts.set(participant, (attempts = createAttempts()))
    return attempts
  }

  const doorsOf = (participant: string): Door[] => [
    ...bells.filter((bell) => bell.reaches(participant)).map(({ door }) => door),
    ...(seats.get(participant) ? (['seat'] as const) : []),
  ]

  /** Looks after a while; a sooner look replaces a later one. */
  function lookIn(participant: string, ms: number): void {
    if (stopped || participant === 'owner') return
    attemptsOf(participant).plan(clock.now() + ms, ms, () => {
      look(participant).catch((error: unknown) => {
        deps.log.error('wake.failed', { participant, reason: String(error) })
        lookIn(participant, againMs)
      })
    })
  }

  async function look(participant: string): Promise<void> {
    const attempts = attemptsOf(participant)
    if (stopped || position.get() === 'raised') return
    if (attempts.busy) {
      attempts.missed = true
      return
    }
    attempts.busy = true
    attempts.missed = false
    try {
      await step(participant, attempts)
    } finally {
      attempts.busy = false
      if (attempts.missed) lookIn(participant, settleMs)
    }
  }

  async function step(participant: string, attempts: Attempts): Promise<void> {
    const cause = causeFor(store, participant)
    await settleNotified(participant, attempts, cause)
    const doors = doorsOf(participant)
    if (!cause || doors.length === 0) return
    attempts.about(causeKey(cause))
    const here = isHere(presence.of(participant), placeOf(cause), clock.now(), recentMs)
    if (here !== null) return lookIn(participant, here)
    if (attempts.notified) {
      const left = attempts.notified.at + answerMs - clock.now()
      if (left > 0) return lookIn(participant, left)
      await log.end(attempts.notified.id, { outcome: 'no-answer' })
      attempts.notified = undefined
    }
    const door = doors.find((one) => !attempts.tried.has(one))
    if (door === undefined) return askOwner(participant, attempts, cause, null)
    // What an event costs is decided where events are sent.
    if (door !== 'event') {
      const allowed = allowanceOf(store, participant, budgets(), clock.now())
      if (!allowed.ok && allowed.over === 'minute') return lookIn(participant, allowed.waitMs)
      if (!allowed.ok) {
        const { count } = allowed
        const why = new BridgeError('wake-over-budget', { participant, count })
        return askOwner(participant, attempts, cause, why)
      }
    }
    await open(participant, door, cause)
    lookIn(participant, settleMs)
  }

  /** What one was told of has been settled, or something else waits by now. */
  async function settleNotified(participant: string, attempts: Attempts, now: Cause | undefined) {
    const { notified } = attempts
    if (!notified || (now && causeKey(now) === causeKey(notified.cause))) return
    attempts.notified = undefined
    const settled = isSettled(store, participant, notified.cause)
    await log.end(notified.id, { outcome: settled ? 'answered' : 'no-answer' })
  }

  /** Once for each thing that waits. */
  async function askOwner(
    participant: string,
    attempts: Attempts,
    cause: Cause,
    why: BridgeError | null,
  ): Promise<void> {
    if (attempts.tried.has('owner')) return
    const id = await log.begin(participant, 'owner', cause)
    attempts.tried.add('owner')
    await log.end(id, { outcome: 'asked', error: why?.code ?? null, detail: why?.message ?? null })
  }

  async function open(participant: string, door: Door, cause: Cause): Promise<number> {
    const attempts = attemptsOf(participant)
    const id = await log.begin(participant, door, cause)
    attempts.tried.add(door)
    const bell = bells.find((one) => one.door === door)
    if (!bell) {
      await runFor(participant, cause, id)
      return id
    }
    try {
      await bell.ring(participant, cause)
      await log.end(id, { outcome: 'told' })
      attempts.notified = { id, cause, at: clock.now() }
    } catch (thrown) {
      await log.end(id, failed(thrown))
    }
    return id
  }

  async function runFor(participant: string, cause: Cause, id: number): Promise<void> {
    running.set(participant, cause)
    let result: SeatResult
    try {
      result = await seats.run(participant, errandFor(store, participant, cause))
    } catch (thrown) {
      return await log.end(id, failed(thrown))
    } finally {
      running.delete(participant)
    }
    const { error, calls } = result
    if (!error) return log.end(id, { outcome: 'done', calls })
    if (error.code !== 'seat-stopped') return log.end(id, failed(error, calls))
    // Held by the owner, it is tried again once it may go on; stopped for itself, it is not.
    if (!error.message.includes(byOwner)) attemptsOf(participant).tried.delete('seat')
    await log.end(id, { ...failed(error, calls), outcome: 'stopped' })
  }

  /** Ends the runs that the owner's word is against. */
  function stopHeld(): void {
    if (position.get() === 'raised') seats.stopAll('the bridge was raised')
    for (const [participant, cause] of running) {
      const held = heldReason(store, talks, cause)
      if (held !== null && !isSettled(store, participant, cause)) seats.stop(participant, held)
    }
  }

  const lookAtAll = (): void => {
    for (const { id } of conversation.participants()) lookIn(id, settleMs)
  }

  const stops = [
    conversation.onEvent((event) => {
      if (event.type === 'message') {
        for (const participant of event.message.to) lookIn(participant, settleMs)
      } else if (event.type === 'thread') {
        stopHeld()
        lookAtAll()
      } else if (event.type === 'inbox' && allAttempts.get(event.participant)?.notified) {
        lookIn(event.participant, settleMs)
      }
    }),
    talks.onChange((id) => {
      stopHeld()
      const { state } = talks.get(id)
      const notified = state.seats.filter(
        ({ participant }) => allAttempts.get(participant)?.notified,
      )
      const concerned = [...waitsFor(state), ...notified.map(({ participant }) => participant)]
      for (const participant of concerned) lookIn(participant, settleMs)
    }),
    position.onChange(() => {
      stopHeld()
      if (position.get() === 'lowered') lookAtAll()
    }),
    seats.onChange(log.changed),
  ]

  return {
    log: log.list,
    doorsOf,
    look: (participant) => lookIn(participant, settleMs),
    async now(participant) {
      const cause = causeFor(store, participant)
      if (!cause) throw new BridgeError('nothing-waits', { participant })
      const [door] = doorsOf(participant)
      if (door === undefined) throw new BridgeError('no-way-to-wake', { participant })
      const attempts = attemptsOf(participant)
      if (attempts.busy) throw new BridgeError('seat-busy', { participant })
      attempts.about(causeKey(cause))
      attempts.busy = true
      try {
        return log.get(await open(participant, door, cause))
      } finally {
        attempts.busy = false
        lookIn(participant, settleMs)
      }
    },
    async test(participant, door) {
      const id = await log.begin(participant, door, null)
      const bell = bells.find((one) => one.door === door)
      let [error, calls] = [null as BridgeError | null, 0]
      try {
        if (bell) await bell.test(participant)
        else ({ error, calls } = await seats.run(participant, testErrand))
      } catch (thrown) {
        error = asError(thrown)
      }
      await log.end(id, error ? failed(error, calls) : { outcome: 'done', calls })
      return { wake: log.get(id), error }
    },
    ready: () =>
      Promise.all(
        conversation.participants().flatMap(({ id: participant }) =>
          bells
            .filter((bell) => bell.door !== 'event' && bell.reaches(participant))
            .map(async (bell) => ({
              participant,
              door: bell.door,
              error: await bell.test(participant).then(() => null, asError),
            })),
        ),
      ),
    onChange: log.onChange,
    async start() {
      stopped = false
      await log.interrupt()
      lookAtAll()
    },
    stop() {
      stopped = true
      for (const leave of stops) leave()
      for (const attempts of allAttempts.values()) attempts.clear()
    },
  }
}
