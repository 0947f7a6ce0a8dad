/** Fixture tools that answer `input_required` without any state (SEP-2322, SEP-2575). */
import {
  acceptedContent,
  inputRequired,
  inputResponse,
  type McpServer,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { saying } from './fixture-content.ts'
import { askCapital, askName, nameSchema } from './fixture-questions.ts'

export function addInputTools(server: McpServer): void {
  server.registerTool(
    'test_input_required_result_elicitation',
    { description: 'Asks for a name' },
    ({ mcpReq }) => {
      const user = acceptedContent(mcpReq.inputResponses, 'user_name', nameSchema)
      if (user) return saying(`Hello, ${user.name}!`)
      return inputRequired({ inputRequests: { user_name: askName() } })
    },
  )
  server.registerTool(
    'test_input_required_result_sampling',
    { description: 'Asks a model' },
    ({ mcpReq }) => {
      const answer = inputResponse(mcpReq.inputResponses, 'capital_question')
      if (answer.kind === 'sampling') return saying(JSON.stringify(answer.result.content))
      return inputRequired({ inputRequests: { capital_question: askCapital() } })
    },
  )
  server.registerTool(
    'test_input_required_result_list_roots',
    { description: 'Asks for the roots' },
    ({ mcpReq }) => {
      const answer = inputResponse(mcpReq.inputResponses, 'client_roots')
      if (answer.kind === 'roots') return saying(answer.roots.map(({ uri }) => uri).join('\n'))
      return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } })
    },
  )
  server.registerTool(
    'test_input_required_result_capabilities',
    { description: 'Asks only for what the client can do' },
    () => {
      const can = server.server.getClientCapabilities()
      const inputRequests = {
        ...(can?.sampling && { capital_question: askCapital() }),
        ...(can?.elicitation && { user_name: askName() }),
      }
      if (Object.keys(inputRequests).length === 0) return saying('Nothing to ask.')
      return inputRequired({ inputRequests })
    },
  )
  server.registerTool(
    'test_missing_capability',
    { description: 'Cannot do without sampling' },
    () => inputRequired({ inputRequests: { capital_question: askCapital() } }),
  )
  server.registerPrompt(
    'test_input_required_result_prompt',
    { description: 'Asks for its context' },
    ({ mcpReq }) => {
      const schema = z.object({ context: z.string() })
      const given = acceptedContent(mcpReq.inputResponses, 'user_context', schema)
      if (given) {
        return { messages: [{ role: 'user', content: { type: 'text', text: given.context } }] }
      }
      const message = 'What context should the prompt use?'
      const user_context = inputRequired.elicit({ message, requestedSchema: schema })
      return inputRequired({ inputRequests: { user_context } })
    },
  )
}
