/**
 * The prompts: one teaches a model to work across the bridge with the owner's task in it, and one for
 * each form of a talk brings it to its seat. A host takes a prompt for words of its person, so of a
 * talk it holds the owner's only, and nothing once another seat has spoken.
 */
import {
  ProtocolError,
  ProtocolErrorCode,
  type GetPromptRequest,
  type GetPromptResult,
  type Prompt,
} from '@modelcontextprotocol/server'
import { BridgeError } from '../base/errors.ts'
import type { Shown } from '../ledger/types.ts'
import { builtInForms } from '../talk/load-forms.ts'
import type { Talk, Talks } from '../talk/talk-types.ts'
import { answerTalk, type SeatContext } from './talks/answer-talk.ts'
import { instructions } from './words/instructions.ts'

/** `second-opinion` → `second_opinion`: hosts turn names into commands. */
const promptName = (form: string): string => form.replaceAll('-', '_')

export const prompts: Prompt[] = [
  {
    name: 'work_together',
    title: 'Work together across the bridge',
    description: 'Begin a piece of work with the other assistant on this bridge',
    arguments: [
      { name: 'task', description: 'What the two of you are to do', required: true },
      { name: 'with', description: 'Whom to work with, for example chatgpt', required: false },
    ],
  },
  ...builtInForms.map(({ id, title, goodFor }) => ({
    name: promptName(id),
    title: `Talk: ${title}`,
    description: `Take your seat in a talk of this form. ${goodFor}`,
    arguments: [
      {
        name: 'talk',
        description: 'Its id, such as t12; without it, the newest you have a seat in',
        required: false,
      },
    ],
  })),
]

/** Of whoever asks; undefined while nothing crosses. */
export type PromptContext = (SeatContext & { talks: Pick<Talks, 'withSeat'> }) | undefined

/** The messages of a prompt, and what they quote. Unknown names and missing arguments are protocol errors. */
export async function getPrompt(
  params: GetPromptRequest['params'],
  context: PromptContext,
  enter: (shown: readonly Shown[]) => void,
): Promise<GetPromptResult> {
  const form = builtInForms.find(({ id }) => promptName(id) === params.name)
  if (form) {
    const id = params.arguments?.['talk']
    const talk = newTalk(context, id)
    const seat = talk && context && (await answerTalk(talk, context, { after: 0, whole: true }))
    if (seat) enter(seat.shown)
    return said(`Talk: ${form.title}`, seat ? `${seatWords}\n\n${seat.text}` : joinWords(id))
  }
  if (params.name !== 'work_together') {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `Unknown prompt: ${params.name.slice(0, 100)}`,
    )
  }
  const task = params.arguments?.['task']
  if (!task) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'The argument "task" is missing')
  }
  const partner = params.arguments?.['with'] ?? 'the other assistant on the bridge'
  return said(
    'Work together across the bridge',
    `${instructions}\n\nWork with ${partner} on this:\n\n${task}\n\nFirst call bridge_status and catch_up. Then send your partner one clear message with your first proposal, and wait for the answer. Come back to me with the result, and say where you two disagreed.`,
  )
}

/** The talk, as long as nobody but its owner has said a word in it: then joining needs no call. */
function newTalk(context: PromptContext, id: string | undefined): Talk | undefined {
  if (!context?.caller.scopes.has('messages:read')) return undefined
  try {
    const talk = context.talks.withSeat(context.caller.participant, id)
    return talk.steps.every(({ text, by }) => text === null || by === 'owner') ? talk : undefined
  } catch (error) {
    if (error instanceof BridgeError) return undefined
    throw error
  }
}

const manner =
  'until it says there is nothing more to call. Think for yourself: do not agree to be polite, and change your mind only for evidence. Then tell me in a few sentences how it went.'

const seatWords = `Take your seat in the Drawbridge talk below: make exactly the call it names as next, and so with every answer, ${manner}`

function joinWords(talk: string | undefined): string {
  const call = talk === undefined ? 'join_talk' : `join_talk with talk: "${talk}"`
  return `Take your seat in the Drawbridge talk: call ${call}, and from then on make exactly the call that each answer names as next, ${manner}`
}

const said = (description: string, text: string): GetPromptResult => ({
  description,
  messages: [{ role: 'user', content: { type: 'text', text } }],
})
