/** The answer all three talk tools give: where the talk stands, what was said, what to do next. */
import { z } from 'zod'
import { isHeldFor } from '../../talk/machine-held.ts'
import { phaseOf, speakers } from '../../talk/machine-phases.ts'
import type { Talk } from '../../talk/talk-types.ts'
import type { Presence } from '../../presence/types.ts'
import { heldFields } from '../words/held.ts'
import { quote } from '../../conversation/quote.ts'
import { named, type NameOf } from '../words/names.ts'
import { byThoseNamed, provenanceField } from '../words/provenance.ts'
import { askedOf, nextCall } from './talk-next.ts'
import { shownInTalk } from '../shown.ts'
import { saidSoFar, saidText, seatName } from './talk-said.ts'

export const talkAnswerSchema = z.object({
  provenance: provenanceField,
  ...heldFields,
  talk: z.string(),
  title: z.string(),
  form: z.string(),
  state: z.enum(['open', 'paused', 'ended']),
  phase: z.string(),
  round: z.number().int(),
  rounds: z.number().int(),
  you: z.object({
    participant: z.string(),
    seat: z.string().describe('How the others know you'),
    role: z.string().nullable(),
  }),
  your_turn: z.boolean(),
  turn: z.number().int().describe('Pass as turn to take_turn'),
  asked: z.string().nullable().describe('What is asked of you now; null when it is not your turn'),
  required: z.array(z.string()).describe('Arguments take_turn needs for it'),
  optional: z.array(z.string()),
  waits_for: z.array(z.string()),
  question: z.string().optional(),
  files: z.array(z.string()).optional(),
  said: z.array(
    z.object({
      step: z.number().int(),
      by: z.string(),
      from_owner: z.boolean(),
      yours: z.boolean(),
      kind: z.enum(['said', 'verdict', 'owner']),
      text: z.string(),
      marks: z.array(z.string()),
    }),
  ),
  last_step: z.number().int().describe('Pass as after to watch_talk'),
  next: z.string().describe('The exact call to make next'),
})

export interface TalkReader {
  participant: string
  nameOf: NameOf
  presence: Pick<Presence, 'of'>
  /** May read shared files. */
  readsFiles: boolean
  /** May hand in; otherwise its owner pastes what it said. */
  writes: boolean
  /** Run by the bridge for one turn. */
  seat?: boolean
  /** Whether an event tells it when it is its turn. */
  isTold?: () => boolean
}

export interface AnswerOptions {
  /** What was seen already. */
  after: number
  /** With the question, the rules and the files: for one who comes in. */
  whole: boolean
  /** Said first. */
  opening?: string
}

export function talkAnswer(
  talk: Talk,
  reader: TalkReader,
  { after, whole, opening }: AnswerOptions,
) {
  const { participant, nameOf, presence, readsFiles, writes, seat: isRun = false, isTold } = reader
  const { state } = talk
  const { form } = state
  const phase = phaseOf(state)
  const seat = state.seats.find((one) => one.participant === participant)
  const role = form.roles.find(({ id }) => id === seat?.role)
  const asked = askedOf(talk, participant)
  const { said, leftOut, messages } = saidSoFar(talk, participant, nameOf, after)
  const waiting =
    state.status === 'open' ? speakers(state).filter((one) => one.participant !== participant) : []
  const waits = waiting.map((one) => seatName(talk, one.participant, nameOf))
  const held = isHeldFor(state, participant)
  const next = nextCall(talk, asked, { presence, writes, isRun, isTold, held })
  const rounds = form.phases.some(({ repeats }) => repeats)
    ? ` · round ${state.round} of ${state.bounds.rounds}`
    : ''
  const head = `Talk ${talk.id} · ${form.title} · ${state.status === 'ended' ? 'ended' : phase.title}${rounds}`
  const text = [
    ...(opening === undefined ? [] : [opening]),
    head,
    ...(whole ? introduction() : []),
    ...(said.length === 0 ? [] : [byThoseNamed]),
    ...(leftOut === 0
      ? []
      : [`(${leftOut} older left out: read_conversation with thread "${talk.id}" has them.)`]),
    ...said.map(saidText),
    ...(asked ? [`It is your turn (turn ${state.turn}). ${asked.ask}`] : []),
    ...(waits.length === 0 ? [] : [`It waits for ${waits.join(' and ')}.`]),
    next,
  ].join('\n\n')

  function introduction(): string[] {
    const others = state.seats.filter((one) => one.participant !== participant)
    const who = others.map((one) => named(one.participant, nameOf)).join(' and ')
    const rules = [
      `You have seat ${seat?.alias ?? '?'}${role ? ` as ${role.title}. ${role.task}` : '.'} With you: ${who}.`,
      ...(form.anonymous
        ? [
            'Until the talk ends, answers are known by the letter of their seat: weigh what they say, not who says it.',
          ]
        : []),
      'The bridge keeps the turns and the bounds. Agreement is not proof. Every objection names a claim and points at something that can be checked.',
    ]
    const question = `The question, from the owner:\n${quote(talk.question)}`
    const files = talk.files.map((name) => `"${name}"`).join(', ')
    return [
      rules.join(' '),
      question,
      ...(files === '' || !readsFiles ? [] : [`Files of this talk (read_file): ${files}`]),
    ]
  }

  return {
    text,
    messages,
    shown: shownInTalk(talk, messages, { whole, readsFiles }),
    data: {
      provenance: byThoseNamed,
      ...(held && { held }),
      talk: talk.id,
      title: talk.title,
      form: form.id,
      state: state.status,
      phase: phase.title,
      round: state.round,
      rounds: state.bounds.rounds,
      you: { participant, seat: seat?.alias ?? '', role: seat?.role ?? null },
      your_turn: asked !== null,
      turn: state.turn,
      asked: asked?.ask ?? null,
      required: asked?.required ?? [],
      optional: asked?.optional ?? [],
      waits_for: waits,
      ...(whole && { question: talk.question, files: readsFiles ? talk.files : [] }),
      said,
      last_step: talk.steps.at(-1)?.number ?? 0,
      next,
    },
  }
}
