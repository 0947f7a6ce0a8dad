/** Gets an access token the way a client entered by hand does: code, PKCE, the owner's approval. */
import { createHash, randomBytes } from 'node:crypto'
import type { AuthorizationServer } from '../../main/bridge/oauth/types.ts'
import { passApproval } from '../e2e/pass-approval.ts'

/** `origin` must answer for itself: the browser and the client both go there. */
export async function signInAsClaude(
  authorization: AuthorizationServer,
  origin: string,
): Promise<string> {
  const redirectUri = 'http://127.0.0.1/callback'
  const { client } = await authorization.clients.add({
    name: 'Conformance suite',
    redirectUris: [redirectUri],
    secret: false,
  })
  const verifier = randomBytes(32).toString('base64url')
  const authorize = new URL(`${origin}/oauth2/authorize`)
  authorize.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    resource: `${origin}/mcp`,
  }).toString()
  const back = await passApproval(authorize, async (number) => {
    await authorization.approvals.approve(number, 'claude')
  })
  const answer = await fetch(`${origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.clientId,
      redirect_uri: redirectUri,
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
      resource: `${origin}/mcp`,
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token?: string }
  if (token === undefined) throw new Error(`The sign-in ended at ${back.href} without a token`)
  return token
}
