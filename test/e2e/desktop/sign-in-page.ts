/** Somebody asks to be let in: a client that has begun its sign-in, and the page in its browser. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { passApproval } from '../pass-approval.ts'
import { createTestProvider } from '../sdk-sign-in.ts'

const callback = 'https://chatgpt.com/connector_platform_oauth_redirect'

/** `act` is called with the number on the page; resolves with where the browser is sent back to. */
export async function askToBeLetIn(
  mcpUrl: string,
  act: (number: string) => Promise<void>,
): Promise<URL> {
  const authProvider = createTestProvider({ name: 'ChatGPT', redirectUrl: callback })
  const client = new Client({ name: 'desktop-test', version: '1.0.0' })
  await client
    .connect(new StreamableHTTPClientTransport(new URL(mcpUrl), { authProvider }))
    .catch(() => {})
  if (!authProvider.authorizationUrl) throw new Error('The client did not ask for a sign-in')
  return passApproval(authProvider.authorizationUrl, act)
}
