/** Talks of the pretended bridge: its forms, and what the owner's acts do to a talk. */
import type { MethodResult } from '../../../main/contract.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import { minutesAgo, type Desk, type FakeHandlers, type Participant } from './desk.ts'

export type Talk = MethodResult<'talks.get'>
export type TalkSeat = Talk['seats'][number]
export type TalkStep = Talk['steps'][number]
type Form = MethodResult<'talks.forms'>['forms'][number]

export interface TalksState {
  talks: Talk[]
  forms: MethodResult<'talks.forms'>
  calibration: MethodResult<'talks.calibration'>
}

const bounds = { rounds: 3, messages: 20, minutes: 60, characters: 60_000 }

const form = (id: string, title: string, goodFor: string, over: Partial<Form> = {}): Form => ({
  id,
  title,
  goodFor,
  phases: [
    { id: 'answer', title: 'Sealed answers', kind: 'sealed', who: 'all' },
    { id: 'critique', title: 'Critique', kind: 'turns', who: 'all' },
    { id: 'decide', title: 'Keep or change', kind: 'together', who: 'all' },
    { id: 'verdict', title: 'Your verdict', kind: 'verdict', who: 'owner' },
  ],
  roles: [],
  usualRoles: [null, null],
  seats: { least: 2, most: 3 },
  bounds,
  source: 'built-in',
  ...over,
})

export const someForms = (): TalksState['forms'] => ({
  forms: [
    form(
      'second-opinion',
      'Second opinion',
      'Both answer on their own, then each looks for what is wrong with the other answer.',
    ),
    form('review', 'Review', 'One wrote it, the other finds what is wrong, with evidence.', {
      roles: [
        { id: 'author', title: 'Author' },
        { id: 'reviewer', title: 'Reviewer' },
      ],
      usualRoles: ['author', 'reviewer'],
      phases: [
        { id: 'draft', title: 'Draft', kind: 'turns', who: 'author' },
        { id: 'findings', title: 'Findings', kind: 'turns', who: 'reviewer' },
        { id: 'revision', title: 'Revision', kind: 'turns', who: 'author' },
        { id: 'verdict', title: 'Your verdict', kind: 'verdict', who: 'owner' },
      ],
    }),
    form('debate', 'Debate', 'Sealed positions, then rebuttals, then one synthesis.'),
    form('work', 'Work', 'They take turns on the shared files until both say it is done.'),
  ],
  broken: [],
  folder: '/home/ada/.drawbridge/forms',
})

export const noTalks = (): TalksState => ({ talks: [], forms: someForms(), calibration: [] })

export const aSeat = (
  participant: string,
  name: string,
  over: Partial<TalkSeat> = {},
): TalkSeat => ({
  participant,
  name,
  role: null,
  alias: 'A',
  listening: 'waiting',
  lastSeen: minutesAgo(0),
  handedIn: false,
  sealed: false,
  hasTurn: false,
  held: false,
  asks: over.hasTurn ? { required: ['text'], optional: ['confidence'] } : null,
  waitingSince: null,
  nudge: {
    line: 'Continue the Drawbridge talk "Move the shop": call join_talk.',
    href:
      participant === 'chatgpt'
        ? 'https://chatgpt.com/?q=Continue%20the%20Drawbridge%20talk'
        : 'https://claude.ai/new?q=Continue%20the%20Drawbridge%20talk',
    command: null,
  },
  ...over,
})

export const aStep = (over: Partial<TalkStep> & Pick<TalkStep, 'seq' | 'kind'>): TalkStep => ({
  by: null,
  role: null,
  alias: null,
  text: null,
  handIn: null,
  handInNumber: null,
  message: null,
  marks: [],
  at: minutesAgo(1),
  pasted: false,
  ...over,
})

/** Just begun: both are writing their sealed answers. */
export const aTalk = (over: Partial<Talk> = {}): Talk => ({
  id: 'talk-1',
  thread: 't9',
  title: 'Move the shop before the holidays?',
  question:
    'Should we move the shop to the new host before or after the holidays? plan.md has the steps.',
  form: { id: 'second-opinion', title: 'Second opinion' },
  state: 'open',
  pausedBecause: null,
  phase: { id: 'answer', title: 'Sealed answers', index: 0, count: 4, kind: 'sealed' },
  round: 1,
  rounds: 3,
  bounds,
  used: { rounds: 1, messages: 1, minutes: 4, characters: 96 },
  seats: [
    aSeat('claude', 'Claude', { hasTurn: true, waitingSince: minutesAgo(0) }),
    aSeat('chatgpt', 'ChatGPT', { hasTurn: true, waitingSince: minutesAgo(0) }),
  ],
  steps: [],
  files: ['plan.md'],
  startedAt: minutesAgo(4),
  endedAt: null,
  result: null,
  ...over,
})

const summaryOf = (talk: Talk): MethodResult<'talks.list'>[number] => {
  const { id, thread, title, form: formId, state, round, rounds, startedAt, endedAt, seats } = talk
  return {
    id,
    thread,
    title,
    form: formId,
    state,
    round,
    rounds,
    startedAt,
    endedAt,
    seats: seats.map(({ participant, name, role }) => ({ participant, name, role })),
    turn:
      state === 'paused' || (state === 'open' && talk.phase.kind === 'verdict')
        ? ['owner']
        : seats.filter(({ hasTurn }) => hasTurn).map(({ participant }) => participant),
    phase: talk.phase.title,
    waitingSince: seats.find(({ hasTurn }) => hasTurn)?.waitingSince ?? null,
  }
}

type AllState = TalksState & { participants: Participant[] }

export function talkHandlers({ state, emit }: Desk<AllState>): FakeHandlers {
  const find = (id: string): Talk => {
    const talk = state.talks.find((one) => one.id === id)
    if (!talk) throw new BridgeError('unknown-result', { id })
    return talk
  }
  const changed = (talk: Talk): Talk => {
    emit('talks')
    return talk
  }
  const step = (talk: Talk, over: Partial<TalkStep> & Pick<TalkStep, 'kind'>): void => {
    talk.steps.push(aStep({ seq: talk.steps.length + 1, at: minutesAgo(0), ...over }))
  }
  const turnTo = (talk: Talk, participant: string | undefined): void => {
    for (const seat of talk.seats) {
      seat.hasTurn = seat.participant === participant
      seat.asks = seat.hasTurn ? { required: ['text'], optional: [] } : null
      seat.waitingSince = seat.hasTurn ? minutesAgo(0) : null
    }
  }
  const nameOf = (id: string): string => state.participants.find((one) => one.id === id)?.name ?? id
  const formOf = (formId: string): Talk['form'] => ({
    id: formId,
    title: state.forms.forms.find((one) => one.id === formId)?.title ?? formId,
  })
  const begin = (question: string, over: Partial<Talk>): Talk => {
    const talk = aTalk({
      id: `talk-${state.talks.length + 1}`,
      title: question.slice(0, 60),
      question,
      startedAt: minutesAgo(0),
      ...over,
    })
    state.talks.push(talk)
    return changed(talk)
  }
  return {
    'talks.forms': () => state.forms,
    'talks.list': ({ query = '' }) =>
      state.talks
        .filter(({ title, question }) =>
          `${title} ${question}`.toLowerCase().includes(query.toLowerCase()),
        )
        .map(summaryOf),
    'talks.get': ({ id }) => find(id),
    'talks.begin': ({
      question,
      form: formId = 'second-opinion',
      seats,
      files = [],
      bounds: own,
    }) =>
      begin(question, {
        form: formOf(formId),
        files,
        bounds: { ...bounds, ...own },
        seats: seats.map(({ participant, role = null }, i) =>
          aSeat(participant, nameOf(participant), {
            role,
            hasTurn: formId === 'second-opinion' || i === 0,
            waitingSince: minutesAgo(0),
          }),
        ),
      }),
    'talks.pause': ({ id }) => {
      const talk = find(id)
      talk.state = 'paused'
      talk.pausedBecause = { kind: 'owner', what: null, words: 'You paused it.' }
      step(talk, { kind: 'paused', by: 'owner' })
      return changed(talk)
    },
    'talks.resume': ({ id }) => {
      const talk = find(id)
      talk.state = 'open'
      talk.pausedBecause = null
      step(talk, { kind: 'resumed', by: 'owner' })
      return changed(talk)
    },
    'talks.say': ({ id, text }) => {
      const talk = find(id)
      step(talk, { kind: 'owner', by: 'owner', text })
      return changed(talk)
    },
    'talks.giveWord': ({ id, participant }) => {
      const talk = find(id)
      turnTo(talk, participant)
      return changed(talk)
    },
    'talks.skip': ({ id, participant }) => {
      const talk = find(id)
      const skipped = participant ?? talk.seats.find(({ hasTurn }) => hasTurn)?.participant
      step(talk, { kind: 'skipped', by: skipped ?? null })
      turnTo(talk, talk.seats.find((seat) => seat.participant !== skipped)?.participant)
      return changed(talk)
    },
    'talks.more': ({ id, what, amount }) => {
      const talk = find(id)
      talk.bounds[what] += amount
      if (talk.pausedBecause?.kind === 'bound') {
        talk.state = 'open'
        talk.pausedBecause = null
      }
      return changed(talk)
    },
    'talks.end': ({ id }) => {
      const talk = find(id)
      talk.state = 'ended'
      talk.endedAt = minutesAgo(0)
      turnTo(talk, undefined)
      step(talk, { kind: 'ended', by: 'owner' })
      talk.result ??= aResult()
      return changed(talk)
    },
    'talks.verdict': ({ id, text, marks = [] }) => {
      const talk = find(id)
      talk.result = { ...(talk.result ?? aResult()), verdict: text }
      for (const { handIn, mark } of marks) {
        const one = talk.steps.find(({ handInNumber }) => handInNumber === handIn)
        if (one) one.marks = [...one.marks.filter((old) => old === 'unsupported change'), mark]
      }
      if (talk.phase.kind === 'verdict') {
        talk.state = 'ended'
        talk.endedAt ??= minutesAgo(0)
      }
      return changed(talk)
    },
    'talks.paste': ({ id, participant, content }) => {
      const talk = find(id)
      const name = talk.seats.find((seat) => seat.participant === participant)
      if (name) Object.assign(name, { hasTurn: false, asks: null, handedIn: true, sealed: true })
      step(talk, { kind: 'said', by: participant, handIn: content, pasted: true })
      return changed(talk)
    },
    'talks.saveResult': ({ id }) => {
      const talk = find(id)
      if (talk.result) talk.result.savedAs = 'talk-move-the-shop.md'
      return changed(talk)
    },
    'talks.again': ({ id }) => {
      const { question, form: formId, seats } = find(id)
      return begin(question, { form: formId, seats: structuredClone(seats) })
    },
    'talks.calibration': () => state.calibration,
  }
}

export const aResult = (
  over: Partial<NonNullable<Talk['result']>> = {},
): NonNullable<Talk['result']> => ({
  agreed: [],
  disagreed: [],
  open: [],
  changes: [],
  verdict: null,
  markdown: '# Move the shop before the holidays?\n',
  savedAs: null,
  ...over,
})
