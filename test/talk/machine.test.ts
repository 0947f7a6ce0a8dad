/** The rules of a talk, over every order in which seats, owner and time can come. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInForms } from '../../main/bridge/talk/load-forms.ts'
import { whatIsWrong } from '../../main/bridge/talk/hand-in.ts'
import { advance, beginTalk, waitsFor } from '../../main/bridge/talk/machine.ts'
import { isHeldFor, waitsForRelease } from '../../main/bridge/talk/machine-held.ts'
import { phaseOf, speakers } from '../../main/bridge/talk/machine-phases.ts'
import type { Content, Step, TalkEvent, TalkState } from '../../main/bridge/talk/types.ts'

const people = ['claude', 'chatgpt', 'codex']

function open(form: string, count = 2): TalkState {
  const found = builtInForms.find(({ id }) => id === form)
  if (!found) throw new Error(form)
  const seats = people.slice(0, count).map((participant, index) => ({
    participant,
    role: found.usualRoles[index] ?? null,
    alias: String.fromCharCode(65 + index),
  }))
  return beginTalk(found, seats, found.bounds, 0).state
}

/** A complete hand-in for what is asked now. */
function content(state: TalkState, words: string, yes: boolean): Content {
  const phase = phaseOf(state)
  const all: Content = {
    answer: words,
    text: words,
    confidence: 70,
    objections: [],
    decision: 'keep',
    same: yes,
    accept: yes,
    done: yes,
  }
  const entries = phase.required.map((name) => [name, all[name]] as const)
  const reason = phase.required.includes('decision') ? { reason: words } : {}
  return { ...Object.fromEntries(entries), ...reason }
}

function apply(state: TalkState, event: TalkEvent): { state: TalkState; steps: Step[] } {
  const moved = advance(state, event)
  if (!moved.ok) throw new Error(JSON.stringify(moved.refusal))
  return moved
}

const handIn = (state: TalkState, by: string, words = 'blue', yes = true) =>
  apply(state, { type: 'hand-in', by, content: content(state, words, yes), at: 1 })

type Draft = { act: string; who: number; words: string; yes: boolean; minutes: number }

const draft: fc.Arbitrary<Draft> = fc.record({
  act: fc.constantFrom(
    'hand-in',
    'hand-in',
    'hand-in',
    'hand-in',
    'pause',
    'resume',
    'resume',
    'skip',
    'word',
    'say',
    'more',
    'phase-out',
    'talk-out',
    'late-out',
    'end',
    'verdict',
    'hold',
    'send-back',
  ),
  who: fc.nat(2),
  words: fc.constantFrom('blue', 'green', '7', 'Blue.'),
  yes: fc.boolean(),
  minutes: fc.nat(90),
})

function eventOf({ act, who, words, yes, minutes }: Draft, state: TalkState): TalkEvent {
  const at = minutes * 60_000
  const by = people[who] ?? ''
  const mine = speakers(state).find(({ participant }) => participant === by)
  switch (act) {
    case 'hand-in':
      return {
        type: 'hand-in',
        by,
        content: mine?.extra ? { text: words } : content(state, words, yes),
        at,
      }
    case 'skip':
      return { type: 'skip', participant: yes ? by : undefined, at }
    case 'word':
      return { type: 'give-word', participant: by, at }
    case 'say':
      return { type: 'say', text: words, at }
    case 'more':
      return { type: 'more', what: yes ? 'rounds' : 'messages', amount: 1, at }
    case 'phase-out':
      return { type: 'time-out', timer: 'phase', turn: state.turn, at }
    case 'late-out':
      return { type: 'time-out', timer: 'phase', turn: state.turn - 1, at }
    case 'talk-out':
      return { type: 'time-out', timer: 'talk', turn: state.turn, at }
    case 'hold':
      return { type: 'hold', item: `h${who}`, participant: by, at }
    case 'send-back':
      return { type: 'send-back', item: `h${who}`, at }
    case 'verdict':
      return { type: 'verdict', text: words, at }
    default:
      return { type: act === 'end' ? 'end' : act === 'pause' ? 'pause' : 'resume', at }
  }
}

/** As after a restart: what is stored is JSON. */
const restarted = (state: TalkState): TalkState => JSON.parse(JSON.stringify(state)) as TalkState

describe.each(builtInForms.map(({ id }) => id))('every interleaving of %s', (form) => {
  it.each([2, 3])('of %i seats loses no turn, opens no letter early and ends once', (count) => {
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 60 }), (drafts) => {
        let state = open(form, count)
        const closed = new Set<number>()
        let [ended, verdicts] = [0, 0]
        for (const one of drafts) {
          const event = eventOf(one, state)
          const before = state
          const moved = advance(restarted(state), event)
          if (!moved.ok) {
            // A refusal changes nothing, and there is one only for a reason.
            if (event.type === 'hand-in' && state.status === 'open') {
              expect(waitsFor(state)).not.toContain(event.by)
            }
            continue
          }
          state = moved.state
          if (event.type === 'hand-in') {
            expect(before.status).toBe('open')
            expect(waitsFor(before)).toContain(event.by)
            expect(state.handIns).toHaveLength(before.handIns.length + 1)
            expect(state.handIns.at(-1)).toMatchObject({ participant: event.by, turn: before.turn })
          } else {
            expect(state.handIns).toHaveLength(before.handIns.length)
          }
          for (const step of moved.steps) {
            if (step.kind === 'sealed') closed.add(step.handIn ?? 0)
            if (step.kind === 'opened') {
              expect(closed.delete(step.handIn ?? 0)).toBe(true)
              const phase = before.form.phases[before.phase]
              const missing = before.pending.filter(
                ({ participant }) => event.type !== 'hand-in' || participant !== event.by,
              )
              // All are in, or the owner or the deadline decided.
              if (event.type === 'hand-in') expect(missing).toEqual([])
              else if (event.type === 'time-out') expect(closed.size).toBeLessThan(count)
              else expect(['skip', 'end', 'verdict']).toContain(event.type)
              expect(phase?.kind).toBe('sealed')
            }
            if (step.kind === 'ended') ended += 1
            if (step.kind === 'verdict') verdicts += 1
          }
          // The clocks stand exactly while the talk rests or a turn waits for the owner.
          if (state.status === 'open' && state.pending.length > 0) {
            const stands = waitsForRelease(state)
            expect(state.talkTimer.at === null).toBe(stands)
            expect(state.phaseTimer?.at === null).toBe(stands)
          }
          if (event.type === 'time-out') expect(waitsForRelease(before)).toBe(false)
          // A letter is closed exactly as long as it was not opened.
          const sealed = state.handIns.filter((one) => one.sealed).map(({ number }) => number)
          expect(new Set(sealed)).toEqual(closed)
          // Whoever is asked could answer: nobody is waited for twice, and somebody always is.
          const names = state.pending.map(({ participant }) => participant)
          expect(new Set(names).size).toBe(names.length)
          if (state.status === 'open' && phaseOf(state).kind !== 'verdict') {
            expect(waitsFor(state).length).toBeGreaterThan(0)
          }
          expect(state.round).toBeLessThanOrEqual(state.bounds.rounds)
          expect(state.used.messages).toBe(state.handIns.length)
        }
        expect(ended).toBe(state.status === 'ended' ? 1 : 0)
        expect(verdicts).toBeLessThanOrEqual(1)
        if (state.status === 'ended') expect(closed.size).toBe(0)
      }),
      { numRuns: 150 },
    )
  })

  it('takes what it asks for and nothing else', () => {
    let state = open(form)
    while (phaseOf(state).kind !== 'verdict') {
      const [by = ''] = waitsFor(state)
      const asked = content(state, by, true)
      expect(whatIsWrong(asked, phaseOf(state), false)).toBeNull()
      expect(
        whatIsWrong(
          { ...asked, same: true, accept: true, done: true, decision: 'keep', reason: 'x' },
          phaseOf(state),
          false,
        ),
      ).toContain('does not ask')
      expect(whatIsWrong({}, phaseOf(state), false)).toContain('needs')
      state = handIn(state, by, by).state
    }
    expect(apply(state, { type: 'verdict', text: 'good', at: 9 }).state.status).toBe('ended')
  })
})

describe('a second opinion', () => {
  it('opens the answers together and stops at agreement', () => {
    const first = handIn(open('second-opinion'), 'chatgpt', '12')
    expect(first.steps).toEqual([{ kind: 'sealed', by: 'chatgpt', handIn: 1 }])
    const second = handIn(first.state, 'claude', 'Twelve')
    expect(second.steps.map(({ kind }) => kind)).toEqual([
      'sealed',
      'opened',
      'opened',
      'agreed',
      'phase',
    ])
    expect(phaseOf(second.state).id).toBe('verdict')
  })

  it('asks both when it cannot tell, and takes only two yeses for agreement', () => {
    const unclear = (yes: boolean) => {
      let { state } = handIn(open('second-opinion'), 'claude', 'use SQLite')
      state = handIn(state, 'chatgpt', 'SQLite').state
      expect(phaseOf(state).id).toBe('same')
      state = handIn(state, 'claude', '', true).state
      return phaseOf(handIn(state, 'chatgpt', '', yes).state).id
    }
    expect(unclear(true)).toBe('verdict')
    expect(unclear(false)).toBe('critique')
  })

  it('asks for a critique at once when the answers plainly differ', () => {
    const { state } = handIn(open('second-opinion'), 'claude', '12')
    expect(phaseOf(handIn(state, 'chatgpt', '13').state).id).toBe('critique')
  })

  it('does not open one letter alone when time runs out, and asks the owner', () => {
    const { state } = handIn(open('second-opinion'), 'claude')
    const late = apply(state, { type: 'time-out', timer: 'phase', turn: state.turn, at: 2 })
    expect(late.state.status).toBe('paused')
    expect(late.state.handIns.every(({ sealed }) => sealed)).toBe(true)
  })

  it('opens two of three when time runs out', () => {
    let state = open('second-opinion', 3)
    state = handIn(state, 'claude', '1').state
    state = handIn(state, 'codex', '2').state
    const late = apply(state, { type: 'time-out', timer: 'phase', turn: state.turn, at: 2 })
    expect(late.steps.filter(({ kind }) => kind === 'opened')).toHaveLength(2)
    expect(late.steps[0]).toEqual({ kind: 'skipped', by: null, about: 'chatgpt' })
  })
})

describe('work', () => {
  it('stops two that go on politely at its rounds, and goes on as far again when told', () => {
    let state = open('work')
    let turns = 0
    while (state.status === 'open') {
      const [by = ''] = waitsFor(state)
      state = handIn(state, by, `Thank you, ${turns}`, false).state
      turns += 1
    }
    expect(turns).toBe(12)
    expect(state.paused).toEqual({ kind: 'bound', what: 'rounds' })
    expect(
      advance(state, { type: 'hand-in', by: 'claude', content: { text: 'x', done: false }, at: 1 }),
    ).toMatchObject({ ok: false, refusal: { code: 'talk-paused' } })
    const more = apply(state, { type: 'resume', at: 5 }).state
    expect(more).toMatchObject({ status: 'open', round: 7, bounds: { rounds: 12 } })
  })

  it('is done when everybody says so in one round', () => {
    let { state } = handIn(open('work'), 'claude', 'a', true)
    state = handIn(state, 'chatgpt', 'b', false).state
    expect(state.round).toBe(2)
    state = handIn(state, 'claude', 'c', true).state
    expect(phaseOf(handIn(state, 'chatgpt', 'd', true).state).id).toBe('verdict')
  })
})

describe('a review', () => {
  it('ends its rounds when the reviewer accepts, and otherwise after the last', () => {
    const run = (accepts: boolean) => {
      let state = open('review')
      let turns = 0
      while (phaseOf(state).kind !== 'verdict') {
        state = handIn(state, waitsFor(state)[0] ?? '', 'x', accepts).state
        turns += 1
      }
      return turns
    }
    expect(run(true)).toBe(4)
    expect(run(false)).toBe(7)
  })

  it('lets the owner give the word out of turn, and then goes on where it was', () => {
    const state = open('review')
    const given = apply(state, { type: 'give-word', participant: 'chatgpt', at: 1 }).state
    expect(waitsFor(given)).toEqual(['chatgpt'])
    const said = apply(given, { type: 'hand-in', by: 'chatgpt', content: { text: 'hm' }, at: 2 })
    expect(waitsFor(said.state)).toEqual(['claude'])
    expect(phaseOf(said.state).id).toBe('hand-in')
  })
})

describe('a turn that waits for the owner', () => {
  const minute = 60_000
  const held = (state: TalkState, at: number) =>
    apply(state, { type: 'hold', item: 'h1', participant: 'claude', at }).state

  it('stops the clocks, and another hand-in of the phase starts none', () => {
    const waiting = held(open('second-opinion'), 10 * minute)
    expect(isHeldFor(waiting, 'claude')).toBe(true)
    const left = waiting.talkTimer.left
    expect(advance(waiting, { type: 'time-out', timer: 'phase', turn: 1, at: 1e9 })).toMatchObject({
      refusal: { code: 'late' },
    })
    const { state } = handIn(waiting, 'chatgpt')
    expect(state.talkTimer).toMatchObject({ at: null, left })
  })

  it('goes on with what was left of the talk once it is let through', () => {
    const waiting = held(open('work'), 10 * minute)
    const { left } = waiting.talkTimer
    const event = { type: 'hand-in', by: 'claude', content: { text: 'a', done: false } } as const
    const { state } = apply(waiting, { ...event, at: 500 * minute })
    expect(state).toMatchObject({ held: [], talkTimer: { at: 500 * minute + left, left } })
    expect(waitsFor(state)).toEqual(['chatgpt'])
  })

  it('has the whole time of its phase again when it is sent back', () => {
    const waiting = held(open('work'), 25 * minute)
    const { state } = apply(waiting, { type: 'send-back', item: 'h1', at: 900 * minute })
    const whole = state.phaseTimer?.whole ?? 0
    expect(state.phaseTimer).toEqual({ at: 900 * minute + whole, left: whole, whole })
    expect(state.talkTimer.at).toBe(900 * minute + waiting.talkTimer.left)
    expect(isHeldFor(state, 'claude')).toBe(false)
  })

  it('keeps no clock once the owner passed over it, nor in a talk the owner paused', () => {
    const waiting = held(open('work'), minute)
    const skipped = apply(waiting, { type: 'skip', at: 2 * minute }).state
    expect(waitsForRelease(skipped)).toBe(false)
    expect(skipped.talkTimer.at).not.toBeNull()
    const paused = apply(waiting, { type: 'pause', at: 2 * minute }).state
    expect(apply(paused, { type: 'resume', at: 3 * minute }).state.talkTimer.at).toBeNull()
    const ended = apply(waiting, { type: 'end', at: 2 * minute }).state
    expect(apply(ended, { type: 'send-back', item: 'h1', at: 3 * minute }).state.status).toBe(
      'ended',
    )
  })
})
