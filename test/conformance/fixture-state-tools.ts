/** Fixture tools whose rounds are held together by a signed `requestState` (SEP-2322). */
import {
  acceptedContent,
  inputRequired,
  type McpServer,
  type RequestStateCodec,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { saying } from './fixture-content.ts'
import { askModel, askName, nameSchema } from './fixture-questions.ts'

const okSchema = z.object({ ok: z.boolean() })
const colorSchema = z.object({ color: z.string() })

export function addStateTools(server: McpServer, codec: RequestStateCodec<string>): void {
  for (const name of [
    'test_input_required_result_request_state',
    'test_input_required_result_tampered_state',
  ]) {
    server.registerTool(name, { description: 'Asks to confirm' }, async (context) => {
      const { mcpReq } = context
      // A changed state never gets here: the SDK has verified it with the codec.
      if (mcpReq.requestState() === name && acceptedContent(mcpReq.inputResponses, 'confirm')) {
        return saying('state-ok')
      }
      const confirm = inputRequired.elicit({ message: 'Please confirm', requestedSchema: okSchema })
      return inputRequired({
        inputRequests: { confirm },
        requestState: await codec.mint(name, context),
      })
    })
  }
  server.registerTool(
    'test_input_required_result_multiple_inputs',
    { description: 'Asks three things at once' },
    async (context) => {
      const given = context.mcpReq.inputResponses ?? {}
      const keys = ['user_name', 'greeting', 'client_roots']
      if (context.mcpReq.requestState() === 'three' && keys.every((key) => key in given)) {
        return saying('All three answered.')
      }
      return inputRequired({
        inputRequests: {
          user_name: askName(),
          greeting: askModel('Generate a greeting', 50),
          client_roots: inputRequired.listRoots(),
        },
        requestState: await codec.mint('three', context),
      })
    },
  )
  server.registerTool(
    'test_input_required_result_multi_round',
    { description: 'Asks twice' },
    async (context) => {
      const { inputResponses, requestState } = context.mcpReq
      const state = requestState<string>()
      const first = acceptedContent(inputResponses, 'step1', nameSchema)
      const second = acceptedContent(inputResponses, 'step2', colorSchema)
      if (state?.startsWith('step2 ') && second) {
        return saying(`${state.slice('step2 '.length)} likes ${second.color}.`)
      }
      if (state === 'step1' && first) {
        const message = 'Step 2: What is your favorite color?'
        const step2 = inputRequired.elicit({ message, requestedSchema: colorSchema })
        return inputRequired({
          inputRequests: { step2 },
          requestState: await codec.mint(`step2 ${first.name}`, context),
        })
      }
      return inputRequired({
        inputRequests: { step1: askName('Step 1: What is your name?') },
        requestState: await codec.mint('step1', context),
      })
    },
  )
}
