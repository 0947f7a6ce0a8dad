/**
 * The talks of this bridge: every event is applied by the machine inside one write, together with the
 * messages it makes, so a kill loses nothing and nothing happens twice.
 */
import { hash, randomInt } from 'node:crypto'
import { BridgeError } from '../base/errors.ts'
import type { Clock, Log } from '../base/ports.ts'
import { threadSeq } from '../conversation/ids.ts'
import type { Conversation, ThreadWriter } from '../conversation/types.ts'
import type { Store } from '../store/types.ts'
import { createDeadlines } from './deadlines.ts'
import { checkEvidence } from './evidence.ts'
import { changedMark, marksOf, whatIsTooLong, whatIsWrong } from './hand-in.ts'
import { loadForms } from './load-forms.ts'
import { advance, beginTalk, waitsFor } from './machine.ts'
import { phaseOf, speakers } from './machine-phases.ts'
import { createTalkReader } from './read-talks.ts'
import { record } from './record.ts'
import { refusalError } from './refusals.ts'
import { insertTalk, isOpenTalk, markHandIns, readMarked, readTalk, talkNumbers } from './rows.ts'
import { seatsFor } from './seats.ts'
import { momentOf } from './moment.ts'
import type { HandInRequest, Talk, Talks } from './talk-types.ts'
import type { TalkEvent, TalkState } from './types.ts'
import { isNewsFor } from './news.ts'
import { createWaits } from './waits.ts'

export interface TalksDeps {
  store: Store
  conversation: Conversation
  clock: Clock
  log: Log
  /** Where the owner's own forms lie. */
  formsFolder: string
  /** A number from 0 up to, and without, its argument. */
  random?: (below: number) => number
}

export function createTalks(deps: TalksDeps): Talks {
  const { store, conversation, clock, log, formsFolder, random = randomInt } = deps
  const listeners = new Set<(id: string) => void>()
  const companions = new Set<Parameters<Talks['alongside']>[0]>()
  const waits = createWaits()
  const read = createTalkReader(store, conversation)

  const deadlines = createDeadlines(clock.now, (thread, timer, turn) => {
    apply(`t${thread}`, { type: 'time-out', timer, turn, at: clock.now() }).catch(
      (error: unknown) => log.error('talk.time-out-failed', { reason: String(error) }),
    )
  })
  for (const thread of talkNumbers(store, true, 10_000)) {
    const talk = readTalk(store, thread)
    if (talk) deadlines.arm(thread, talk.state)
  }

  // What is said in an open talk is said in turns.
  const stopKeeping = conversation.keepThreads((from, thread) => {
    if (from !== 'owner' && isOpenTalk(store, threadSeq(thread) ?? 0)) {
      throw new BridgeError('said-in-talk', { talk: thread })
    }
  })

  function changed(id: string): void {
    const talk = readTalk(store, threadSeq(id) ?? 0)
    if (talk) deadlines.arm(talk.thread, talk.state)
    waits.wake(id)
    for (const listener of listeners) listener(id)
  }

  /** Inside the write. */
  function witness(
    id: string,
    thread: number,
    before: TalkState | undefined,
    now: TalkState,
  ): void {
    const moment = (state: TalkState) => momentOf(id, thread, state)
    for (const along of companions) along(before && moment(before), moment(now))
  }

  /** Applies an event in one write; `check` may end it with an error before. */
  async function apply(
    id: string,
    happened: TalkEvent | (() => TalkEvent),
    digest?: Uint8Array,
    check: (talk: Talk, write: ThreadWriter) => void = () => {},
  ): Promise<number> {
    const step = await conversation.within((write) => {
      const talk = read.get(id)
      check(talk, write)
      const event = typeof happened === 'function' ? happened() : happened
      const moved = advance(talk.state, event)
      if (!moved.ok) {
        if (moved.refusal.code === 'late') return null
        throw refusalError(moved.refusal, id, namesTo(talk, event))
      }
      record(store, write, {
        id,
        thread: talk.thread,
        before: talk.state,
        ...moved,
        at: event.at,
        ...(digest && { digest }),
      })
      witness(id, talk.thread, talk.state, moved.state)
      return talk.steps.length + 1
    })
    if (step !== null) changed(id)
    return step ?? 0
  }

  const nameOf = (participant: string) =>
    conversation.participants().find(({ id }) => id === participant)?.name ?? participant

  /** Aliases where names are hidden; the owner always reads names. */
  const namesTo =
    (talk: Talk, event: Pick<TalkEvent, 'type'>) =>
    (participants: readonly string[]): string => {
      if (participants.length === 0) return 'the owner'
      const hidden = talk.state.form.anonymous && event.type === 'hand-in'
      const alias = (id: string) =>
        talk.state.seats.find(({ participant }) => participant === id)?.alias
      return participants.map((id) => (hidden ? `seat ${alias(id)}` : nameOf(id))).join(' and ')
    }

  /** The hand-in was made already: the answer to it was lost, or it was sent twice. */
  function isRepetition(talk: Talk, { by, turn }: HandInRequest, digest: Uint8Array): boolean {
    const last = talk.state.handIns.findLast(
      (one) => one.participant === by && (turn === undefined || one.turn === turn),
    )
    return last !== undefined && Buffer.compare(read.digestOf(talk, last.number), digest) === 0
  }

  /** Throws unless it is this seat's turn, and the turn takes what it hands in. */
  function checkHandIn(talk: Talk, { talk: id, by, turn, content }: HandInRequest): void {
    const { state } = talk
    const names = namesTo(talk, { type: 'hand-in' })
    if (state.status === 'ended') throw refusalError({ code: 'talk-over' }, id, names)
    if (state.paused) {
      throw refusalError({ code: 'talk-paused', paused: state.paused }, id, names)
    }
    const waitsNow = waitsFor(state)
    const mine = speakers(state).find(({ participant }) => participant === by)
    if (!mine) throw refusalError({ code: 'not-your-turn', waitsFor: waitsNow }, id, names)
    if (turn !== undefined && turn !== state.turn) {
      const waits = `${names(waitsNow)}, turn ${state.turn}`
      throw new BridgeError('not-your-turn', { talk: id, waits })
    }
    const problem =
      whatIsWrong(content, phaseOf(state), mine.extra) ?? whatIsTooLong(content, state.bounds)
    if (problem !== null) throw new BridgeError('hand-in-incomplete', { problem })
  }

  return {
    forms: () => loadForms(formsFolder),

    async begin({ question, seats: asked, files = [], ...request }) {
      const id = request.form ?? (files.length > 0 ? 'review' : 'second-opinion')
      const { forms } = loadForms(formsFolder)
      const form = forms.find((one) => one.form.id === id)?.form
      if (!form) {
        const known = forms.map((one) => one.form.id).join(', ')
        throw new BridgeError('invalid-input', {
          problem: `There is no form "${id}"; there are ${known}.`,
        })
      }
      const known = new Set(conversation.participants().map((one) => one.id))
      const stranger = asked.find(({ participant }) => !known.has(participant))
      if (stranger) {
        throw new BridgeError('unknown-participant', {
          participant: stranger.participant,
          known: [...known].join(', '),
        })
      }
      for (const name of files) conversation.fileVersions(name)
      const seats = seatsFor(form, asked, random)
      const bounds = { ...form.bounds, ...definedIn(request.bounds ?? {}) }
      const talk = await conversation.within((write) => {
        const at = clock.now()
        const text = write.check(question)
        const message = write.say({
          from: 'owner',
          to: seats.map(({ participant }) => participant),
          text,
          thread: null,
        })
        const thread = threadSeq(message.thread) ?? 0
        const begun = beginTalk(form, seats, bounds, at)
        const stored = { thread, question: text, files: [...files], state: begun.state }
        insertTalk(store, { ...stored, startedAt: at, endedAt: null, savedAs: null })
        record(store, write, { id: message.thread, thread, before: undefined, ...begun, at })
        witness(message.thread, thread, undefined, begun.state)
        return message.thread
      })
      changed(talk)
      return talk
    },

    get: read.get,
    list: read.list,
    withSeat: read.withSeat,

    async handIn(request) {
      const { talk: id, by, content, pasted = false, readsFiles = true, insteadOf } = request
      const digest = hash('sha256', JSON.stringify(insteadOf ?? content), 'buffer')
      const before = read.withSeat(by, id)
      if (isRepetition(before, request, digest)) {
        return { duplicate: true, step: stepOf(before, by) }
      }
      // Evidence costs reading: only of what could be handed in now.
      checkHandIn(before, request)
      const about = readsFiles ? before : { ...before, files: [] }
      const marks = [
        ...(insteadOf === undefined ? [] : [changedMark]),
        ...marksOf(content),
        ...(await checkEvidence(content, about, conversation)),
      ]
      const event = { type: 'hand-in', by, content, marks, pasted, at: clock.now() } as const
      let duplicate = false
      const step = await apply(id, event, digest, (talk) => {
        // Two of the same that came together: the first one did it.
        duplicate = isRepetition(talk, request, digest)
        if (duplicate) throw repeated
        checkHandIn(talk, request)
      }).catch((error: unknown) => {
        if (error !== repeated) throw error
        return stepOf(read.get(id), by)
      })
      return { duplicate, step }
    },

    async wait({ talk, participant, after, timeoutMs, signal }) {
      await waits.wait({
        talk,
        participant,
        timeoutMs,
        signal,
        ready: () => isNewsFor(read.get(talk), participant, after),
      })
    },

    async act(id, act) {
      await apply(id, { ...act, at: clock.now() })
    },
    async noteHeld(id, put) {
      await apply(id, () => ({ ...put(), at: clock.now() }))
    },
    async mark(id, marks) {
      const { thread } = read.get(id)
      await store.write(() => markHandIns(store, thread, marks))
      changed(id)
    },
    async savedAs(id, name) {
      const { thread } = read.get(id)
      await store.write(() =>
        store.statement('UPDATE talks SET saved_as = ? WHERE thread = ?').run(name, thread),
      )
      changed(id)
    },
    marked: () => readMarked(store),
    onChange(listener) {
      const own = (id: string) => listener(id)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    alongside(write) {
      companions.add(write)
      return () => void companions.delete(write)
    },
    stop() {
      stopKeeping()
      deadlines.stop()
    },
  }
}

const repeated = new Error('handed in already')

/** The last step of this seat's own. */
const stepOf = (talk: Talk, by: string): number =>
  talk.steps.findLast((step) => step.by === by && (step.kind === 'said' || step.kind === 'sealed'))
    ?.number ?? 0

function definedIn<T extends object>(given: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> }
}
