/** A talk as its owner sees it. Closed letters are closed to the owner's panel too. */
import type { z } from 'zod'
import type { talkFormSchema, talkSummarySchema, talkViewSchema } from '../../contract/talks.ts'
import { messageId } from '../conversation/ids.ts'
import type { Presence } from '../presence/types.ts'
import { askedFields } from './asked.ts'
import type { Form } from './form.ts'
import { waitsFor } from './machine.ts'
import { isHeldFor } from './machine-held.ts'
import { handedInNow, phaseOf } from './machine-phases.ts'
import { nudgeFor } from './bring-back.ts'
import { pausedWords } from './refusals.ts'
import { resultOf } from './result.ts'
import type { Talk } from './talk-types.ts'
import { leftOf } from './timer.ts'

export interface ViewDeps {
  nameOf: (participant: string) => string
  presence: Pick<Presence, 'of'>
  now: () => number
}

export function talkView(
  talk: Talk,
  { nameOf, presence, now }: ViewDeps,
): z.input<typeof talkViewSchema> {
  const { state } = talk
  const { form, paused } = state
  const phase = phaseOf(state)
  const turn = new Set(waitsFor(state))
  const handed = handedInNow(state)
  return {
    id: talk.id,
    thread: talk.id,
    title: talk.title,
    question: talk.question,
    form: { id: form.id, title: form.title },
    state: state.status,
    pausedBecause: paused && { ...paused, words: pausedWords(paused) },
    phase: {
      id: phase.id,
      title: phase.title,
      kind: phase.kind,
      index: state.phase,
      count: form.phases.length,
    },
    round: state.round,
    rounds: state.bounds.rounds,
    bounds: state.bounds,
    used: {
      rounds: state.round,
      ...state.used,
      minutes: Math.round((state.talkTimer.whole - leftOf(state.talkTimer, now())) / 60_000),
    },
    seats: state.seats.map(({ participant, role, alias }) => {
      const here = presence.of(participant)
      const asked = askedFields(state, participant)
      const own = handed.filter((one) => one.participant === participant)
      return {
        participant,
        name: nameOf(participant),
        role,
        alias,
        listening: here.state,
        lastSeen: isoOrNull(here.lastSeen),
        handedIn: own.length > 0,
        sealed: own.some(({ sealed }) => sealed),
        hasTurn: turn.has(participant),
        held: isHeldFor(state, participant),
        asks: asked && { required: [...asked.required], optional: [...asked.optional] },
        waitingSince: turn.has(participant) ? iso(state.since) : null,
        nudge: nudgeFor(talk, participant, here),
      }
    }),
    steps: stepsOf(talk),
    files: talk.files,
    startedAt: iso(talk.startedAt),
    endedAt: isoOrNull(talk.endedAt),
    result: state.status === 'ended' ? resultOf(talk, nameOf) : null,
  }
}

function stepsOf({ state, steps }: Talk): z.input<typeof talkViewSchema>['steps'] {
  return steps.map((step) => {
    const seat = state.seats.find(({ participant }) => participant === step.by)
    const handIn = state.handIns.find(({ number }) => number === step.handIn)
    const shown = handIn !== undefined && step.kind !== 'sealed'
    return {
      seq: step.number,
      kind: step.kind,
      by: step.by,
      role: seat?.role ?? null,
      alias: seat?.alias ?? null,
      text: step.text ?? step.about,
      handIn: shown ? handIn.content : null,
      handInNumber: step.handIn,
      marks: shown ? [...handIn.marks] : [],
      message: step.message === null ? null : messageId(step.message),
      at: iso(step.at),
      pasted: handIn?.pasted ?? false,
    }
  })
}

export function talkSummary(
  talk: Talk,
  nameOf: (participant: string) => string,
): z.input<typeof talkSummarySchema> {
  const { state } = talk
  const turn = waitsFor(state)
  const owner = state.status === 'paused' || phaseOf(state).kind === 'verdict'
  return {
    id: talk.id,
    thread: talk.id,
    title: talk.title,
    form: { id: state.form.id, title: state.form.title },
    state: state.status,
    seats: state.seats.map(({ participant, role }) => ({
      participant,
      name: nameOf(participant),
      role,
    })),
    turn: state.status === 'ended' ? [] : owner ? ['owner'] : turn,
    phase: phaseOf(state).title,
    round: state.round,
    rounds: state.bounds.rounds,
    startedAt: iso(talk.startedAt),
    endedAt: isoOrNull(talk.endedAt),
    waitingSince: state.status === 'ended' ? null : iso(state.since),
  }
}

export const formView = (
  form: Form,
  source: 'built-in' | 'own',
): z.input<typeof talkFormSchema> => ({
  id: form.id,
  title: form.title,
  goodFor: form.goodFor,
  phases: form.phases.map(({ id, title, kind, who }) => ({ id, title, kind, who })),
  roles: form.roles.map(({ id, title }) => ({ id, title })),
  usualRoles: form.usualRoles,
  seats: form.seats,
  bounds: form.bounds,
  source,
})

const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))
