/**
 * Clients whose identity is a fixed https URL of their vendor. They are answered from this table and
 * never fetched: some networks are refused by the vendors' hosts, and a sign-in must not depend on
 * it. Safe because the redirect addresses belong to the vendor (or to this computer).
 */
import type { Vendor } from './types.ts'

export interface KnownClient {
  clientId: string
  vendor: Vendor
  name: string
  redirectUris: string[]
}

const fixed: readonly KnownClient[] = [
  {
    clientId: 'https://chatgpt.com/oauth/client.json',
    vendor: 'chatgpt',
    name: 'ChatGPT',
    redirectUris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
  },
  {
    clientId: 'https://chatgpt.com/oauth/codex/client.json',
    vendor: 'codex',
    name: 'Codex',
    redirectUris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
  },
  {
    clientId: 'https://claude.ai/oauth/mcp-oauth-client-metadata',
    vendor: 'claude',
    name: 'Claude',
    redirectUris: [
      'https://claude.ai/api/mcp/auth_callback',
      'https://claude.com/api/mcp/auth_callback',
    ],
  },
  {
    clientId: 'https://claude.ai/oauth/claude-code-client-metadata',
    vendor: 'claude',
    name: 'Claude Code',
    redirectUris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  },
  {
    clientId: 'https://vscode.dev/oauth/client-metadata.json',
    vendor: 'vscode',
    name: 'Visual Studio Code',
    redirectUris: ['http://127.0.0.1:33418/', 'https://vscode.dev/redirect'],
  },
]

/** Ids with a part that differs per connection; the part must recur in the redirect address. */
const perConnection: readonly {
  id: RegExp
  client: (id: string) => Omit<KnownClient, 'clientId'>
}[] = [
  {
    id: /^https:\/\/chatgpt\.com\/oauth\/codex\/([\w-]{1,64})\/client\.json$/,
    client: (id) => ({
      vendor: 'codex',
      name: 'Codex',
      redirectUris: [`http://127.0.0.1/callback/${id}`, `http://localhost/callback/${id}`],
    }),
  },
  {
    id: /^https:\/\/chatgpt\.com\/oauth\/([\w-]{1,64})\/client\.json$/,
    client: (id) => ({
      vendor: 'chatgpt',
      name: 'ChatGPT',
      redirectUris: [
        `https://chatgpt.com/connector/oauth/${id}`,
        'https://chatgpt.com/connector_platform_oauth_redirect',
      ],
    }),
  },
]

const byId = new Map(fixed.map((client) => [client.clientId, client]))

/**
 * Where the known clients come back to: what a client entered by hand is given when the owner does
 * not know its address. All belong to the vendors or to this computer, so none is a way out.
 */
export const usualRedirectUris: readonly string[] = [
  ...new Set(fixed.flatMap(({ redirectUris }) => redirectUris)),
]

/** The known client with this id. */
export function knownClient(clientId: string): KnownClient | undefined {
  const exact = byId.get(clientId)
  if (exact) return exact
  for (const { id, client } of perConnection) {
    const part = id.exec(clientId)?.[1]
    if (part !== undefined) return { clientId, ...client(part) }
  }
  return undefined
}
