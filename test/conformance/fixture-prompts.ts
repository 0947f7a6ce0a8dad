/** The fixture's prompts; the one with arguments completes them. */
import { completable, type McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { embedded, image, text } from './fixture-content.ts'

type Content = ReturnType<typeof text> | typeof image | ReturnType<typeof embedded>

const fromUser = (...contents: Content[]) => ({
  messages: contents.map((content) => ({ role: 'user' as const, content })),
})

const places = ['paris', 'park', 'party']

export function addPrompts(server: McpServer): void {
  server.registerPrompt('test_simple_prompt', { description: 'A simple prompt' }, () =>
    fromUser(text('This is a simple prompt for testing.')),
  )
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'A prompt with arguments',
      argsSchema: z.object({
        arg1: completable(z.string().describe('First test argument'), (start) =>
          places.filter((place) => place.startsWith(start)),
        ),
        arg2: z.string().describe('Second test argument'),
      }),
    },
    ({ arg1, arg2 }) => fromUser(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  )
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    {
      description: 'A prompt with a resource',
      argsSchema: z.object({ resourceUri: z.string().describe('URI of the resource to embed') }),
    },
    ({ resourceUri }) =>
      fromUser(
        embedded(resourceUri, 'text/plain', 'Embedded resource content for testing.'),
        text('Please process the embedded resource above.'),
      ),
  )
  server.registerPrompt('test_prompt_with_image', { description: 'A prompt with an image' }, () =>
    fromUser(image, text('Please analyze the image above.')),
  )
}
