/**
 * Fixture tools that ask the client for something, as scenarios of the initialize era call them.
 * Written once for both eras: the SDK asks by a request of its own where the era knows no
 * input_required result.
 */
import { inputRequired, inputResponse, type McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { saying } from './fixture-content.ts'
import { defaultsSchema, enumsSchema, userSchema } from './fixture-elicitations.ts'

type Elicitation = Parameters<typeof inputRequired.elicit>[0]

export function addLegacyInputTools(server: McpServer): void {
  server.registerTool(
    'test_sampling',
    { description: 'Asks for sampling', inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, { mcpReq }) => {
      const answer = inputResponse(mcpReq.inputResponses, 'answer')
      if (answer.kind === 'sampling') {
        return saying(`LLM response: ${JSON.stringify(answer.result.content)}`)
      }
      const messages = [{ role: 'user' as const, content: { type: 'text' as const, text: prompt } }]
      return inputRequired({
        inputRequests: { answer: inputRequired.createMessage({ messages, maxTokens: 100 }) },
      })
    },
  )
  server.registerTool(
    'test_elicitation',
    { description: 'Asks the user', inputSchema: z.object({ message: z.string() }) },
    ({ message }, { mcpReq }) =>
      elicited(mcpReq.inputResponses, { message, requestedSchema: userSchema }),
  )
  server.registerTool(
    'test_elicitation_sep1034_defaults',
    { description: 'Asks the user with defaults' },
    ({ mcpReq }) =>
      elicited(mcpReq.inputResponses, { message: 'Please', requestedSchema: defaultsSchema }),
  )
  server.registerTool(
    'test_elicitation_sep1330_enums',
    { description: 'Asks the user to choose' },
    ({ mcpReq }) =>
      elicited(mcpReq.inputResponses, { message: 'Please', requestedSchema: enumsSchema }),
  )
  server.registerTool(
    'test_streaming_elicitation',
    { description: 'Asks the user where only a result may' },
    ({ mcpReq }) =>
      elicited(mcpReq.inputResponses, { message: 'Please', requestedSchema: userSchema }),
  )
}

function elicited(responses: Record<string, unknown> | undefined, asked: Elicitation) {
  const answer = inputResponse(responses, 'answer')
  if (answer.kind === 'elicit') {
    const content = JSON.stringify(answer.content)
    return saying(`Elicitation completed: action=${answer.action}, content=${content}`)
  }
  return inputRequired({ inputRequests: { answer: inputRequired.elicit(asked) } })
}
