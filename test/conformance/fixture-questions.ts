/** Questions that several of the fixture's tools ask. */
import { inputRequired } from '@modelcontextprotocol/server'
import { z } from 'zod'

export const nameSchema = z.object({ name: z.string() })

export const askName = (message = 'What is your name?') =>
  inputRequired.elicit({ message, requestedSchema: nameSchema })

export const askCapital = () => askModel('What is the capital of France?', 100)

export const askModel = (words: string, maxTokens: number) =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: words } }],
    maxTokens,
  })
