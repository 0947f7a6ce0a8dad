/** Talks: taking a seat's turn, and following what happens, with one call a turn. */
import { z } from 'zod'
import { handInSchema } from '../../../contract/hand-ins.ts'
import { evidenceIn } from '../../talk/hand-in.ts'
import type { Talk } from '../../talk/talk-types.ts'
import { answerTalk } from '../talks/answer-talk.ts'
import { requireScope } from '../caller.ts'
import { answerOf } from '../words/held.ts'
import { talkAnswerSchema } from '../talks/talk-answer.ts'
import { defineTool, type ToolContext } from '../tool.ts'

/** Hosts end a tool call at about 60 s (mcp-clients: Claude, ChatGPT); stay well below. */
const longestWaitSeconds = 45
const usualWaitSeconds = 40
const progressEveryMs = 10_000

const talkId = z.string().min(1).max(32)
const waitSeconds = z
  .number()
  .min(0)
  .max(longestWaitSeconds)
  .optional()
  .describe(`Default ${usualWaitSeconds}`)

/** Waits for news of the talk, telling the host meanwhile that the call is alive. */
async function waitForNews(
  { talks, caller, gone, progress }: ToolContext,
  talk: string,
  after: number,
  seconds: number | undefined,
): Promise<Talk> {
  const alive = setInterval(() => progress('The talk goes on'), progressEveryMs)
  try {
    const { participant } = caller
    const timeoutMs = caller.seat === true ? 0 : (seconds ?? usualWaitSeconds) * 1000
    await talks.wait({ talk, participant, after, timeoutMs, signal: gone() })
    return talks.withSeat(participant, talk)
  } finally {
    clearInterval(alive)
  }
}

export const joinTalk = defineTool({
  name: 'join_talk',
  title: 'Join a talk',
  description:
    'Take your seat in a talk the owner began: its question, your role, the rules, what was said so far, ' +
    'whether it is your turn and the exact call to make next. Without talk: the newest open one you have a seat in.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  input: z.strictObject({ talk: talkId.optional().describe('For example t12') }),
  output: talkAnswerSchema,
  async run({ talk }, context) {
    const joined = context.talks.withSeat(context.caller.participant, talk)
    return answerTalk(joined, context, { after: 0, whole: true })
  },
})

export const takeTurn = defineTool({
  name: 'take_turn',
  title: 'Take your turn in a talk',
  description:
    'Hand in what the talk asks of you and wait up to 45 seconds for what comes next. Pass talk, turn and ' +
    'the arguments the previous answer named as required; leave the others out. Safe to repeat.',
  scope: 'messages:write',
  annotations: { readOnly: false, destructive: false, idempotent: true },
  waits: true,
  input: z.strictObject({
    talk: talkId,
    turn: z.number().int().optional().describe('As the previous answer named it'),
    ...handInSchema.shape,
    answer: handInSchema.shape.answer.describe('Your answer alone, in one short line'),
    text: handInSchema.shape.text.describe('Your words, with reasons'),
    confidence: handInSchema.shape.confidence.describe('0 to 100; it decides nothing'),
    objections: handInSchema.shape.objections.describe(
      'Each: claim (whose, in about), and evidence with kind (file, quotation, source or test), where ' +
        '(file name, exact words, address, test) and what it shows. [] for none',
    ),
    reason: handInSchema.shape.reason.describe('Why you keep or change'),
    evidence: handInSchema.shape.evidence.describe('What the change rests on'),
    same: handInSchema.shape.same.describe('Whether the short answers mean the same'),
    accept: handInSchema.shape.accept.describe('Whether you accept the revision'),
    done: handInSchema.shape.done.describe('Whether nothing is left to do'),
    wait_seconds: waitSeconds,
  }),
  output: talkAnswerSchema,
  async run({ talk, turn, wait_seconds: seconds, ...content }, context) {
    const { talks, caller, client, shownSteps } = context
    requireScope(caller, 'messages:read')
    // Whether a file is there is told only to those who may read files.
    if (evidenceIn(content).some(({ kind }) => kind === 'file')) requireScope(caller, 'files:read')
    const { participant } = caller
    const readsFiles = caller.scopes.has('files:read')
    const held = await context.guarded.ask(
      { participant, client: client.id },
      { kind: 'hand-in', talk, turn, content, readsFiles },
    )
    if (held) {
      return answerTalk(talks.withSeat(participant, talk), context, {
        after: shownSteps.get(talk, participant, client.id) ?? 0,
        whole: false,
        opening: answerOf(held),
      })
    }
    const { step, duplicate } = await talks.handIn({
      talk,
      turn,
      by: participant,
      content,
      readsFiles,
    })
    // Not known after a restart: then from this seat's turn before, so that nothing is missed.
    const seen =
      shownSteps.get(talk, participant, client.id) ??
      talks
        .withSeat(participant, talk)
        .steps.findLast(({ number, by }) => number < step && by === participant)?.number ??
      0
    const now = await waitForNews(context, talk, step, seconds)
    const opening = duplicate
      ? 'This was handed in already; it was not handed in twice.'
      : opened(now, participant)
    return answerTalk(now, context, { after: seen, whole: false, opening })
  },
})

/** That it arrived; of a closed letter also that nobody sees it yet. */
function opened({ state }: Talk, participant: string): string {
  const mine = state.handIns.findLast((one) => one.participant === participant)
  return mine?.sealed
    ? 'Handed in and sealed: nobody sees a word of it before all are in.'
    : 'Handed in.'
}

export const watchTalk = defineTool({
  name: 'watch_talk',
  title: 'Watch a talk',
  description:
    'Wait up to 45 seconds until it is your turn in a talk, or the owner speaks, pauses or ends it. ' +
    'Changes nothing. When nothing happened, call it again a few times, then tell the person you work for.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  waits: true,
  input: z.strictObject({
    talk: talkId,
    after: z.number().int().min(0).optional().describe('last_step of the previous answer'),
    wait_seconds: waitSeconds,
  }),
  output: talkAnswerSchema,
  async run({ talk, after, wait_seconds: seconds }, context) {
    const { talks, caller, client, shownSteps } = context
    const { participant } = caller
    const before = talks.withSeat(participant, talk)
    const last = before.steps.at(-1)?.number ?? 0
    const seen = after ?? shownSteps.get(talk, participant, client.id) ?? last
    const now = await waitForNews(context, talk, Math.min(seen, last), seconds)
    return answerTalk(now, context, { after: seen, whole: false })
  },
})
