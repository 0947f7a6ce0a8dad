/** The one prompt: it teaches a model to work across the bridge, with the owner's task in it. */
import {
  ProtocolError,
  ProtocolErrorCode,
  type GetPromptRequest,
  type GetPromptResult,
  type Prompt,
} from '@modelcontextprotocol/server'
import { instructions } from './instructions.ts'

export const prompts: Prompt[] = [
  {
    name: 'work_together',
    title: 'Work together across the bridge',
    description: 'Begin a piece of work with the other assistant on this bridge',
    arguments: [
      { name: 'task', description: 'What the two of you shall do', required: true },
      { name: 'with', description: 'Whom to work with, for example chatgpt', required: false },
    ],
  },
]

/** The messages of a prompt. Unknown names and missing arguments are protocol errors. */
export function getPrompt(params: GetPromptRequest['params']): GetPromptResult {
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
  return {
    description: 'Work together across the bridge',
    messages: [
      {
        role: 'user',
        content: {
          type: 'text',
          text: `${instructions}\n\nWork with ${partner} on this:\n\n${task}\n\nFirst call bridge_status and catch_up. Then send your partner one clear message with your first proposal, and wait for the answer. Come back to me with the result, and say where you two disagreed.`,
        },
      },
    ],
  }
}
