/**
 * What is known of the vendors whose clients come to a bridge, each fact once: names, pages, published
 * identities, user agents. Everything that recognises a client by its vendor derives it from here.
 */

export type Vendor = 'chatgpt' | 'claude' | 'codex' | 'vscode' | 'cursor' | 'gemini' | 'other'

export interface VendorFacts {
  vendor: Exclude<Vendor, 'other'>
  /** How the name of its clients begins. */
  named: RegExp
  /** Its company and products; no stranger's name may read like one of these. */
  words: readonly string[]
  /** Pages of its own that a sign-in leads back to. */
  origins: readonly string[]
  /** Web applications that call `/mcp` from the page itself. */
  callsFrom?: readonly string[]
  /** URL schemes its program takes sign-ins back on. */
  schemes?: readonly string[]
  /** Its program runs on this computer and takes sign-ins back here, too. */
  isEditor?: true
  userAgents: readonly UserAgent[]
  clients?: readonly PublishedClient[]
  perConnection?: readonly PerConnectionClient[]
  /** Hosts of its help and settings that the panel links to. */
  linkHosts?: readonly string[]
}

export interface UserAgent {
  id: string
  name: string
  pattern: RegExp
  /** Asks from many addresses of its vendor, which are one caller. */
  isCloud?: true
}

/** A client whose id is a fixed URL of its vendor (client id metadata document). */
export interface PublishedClient {
  clientId: string
  name: string
  redirectUris: readonly string[]
}

/** The same with a part that differs per connection; the part recurs in the redirect address. */
export interface PerConnectionClient {
  id: RegExp
  name: string
  redirectUris: (part: string) => string[]
}

/** The more special user agents first: Codex calls itself one of OpenAI's programs. */
export const vendorFacts: readonly VendorFacts[] = [
  {
    vendor: 'codex',
    named: /^codex\b/i,
    words: ['codex'],
    origins: [],
    userAgents: [{ id: 'codex', name: 'Codex', pattern: /codex/i }],
    clients: [
      {
        clientId: 'https://chatgpt.com/oauth/codex/client.json',
        name: 'Codex',
        redirectUris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
      },
    ],
    perConnection: [
      {
        id: /^https:\/\/chatgpt\.com\/oauth\/codex\/([\w-]{1,64})\/client\.json$/,
        name: 'Codex',
        redirectUris: (part) => [
          `http://127.0.0.1/callback/${part}`,
          `http://localhost/callback/${part}`,
        ],
      },
    ],
  },
  {
    vendor: 'chatgpt',
    named: /^chatgpt\b/i,
    words: ['chatgpt', 'openai'],
    origins: ['https://chatgpt.com'],
    callsFrom: ['https://chatgpt.com', 'https://chat.openai.com'],
    userAgents: [{ id: 'openai-mcp', name: 'ChatGPT', pattern: /openai/i, isCloud: true }],
    clients: [
      {
        clientId: 'https://chatgpt.com/oauth/client.json',
        name: 'ChatGPT',
        redirectUris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
      },
    ],
    perConnection: [
      {
        id: /^https:\/\/chatgpt\.com\/oauth\/([\w-]{1,64})\/client\.json$/,
        name: 'ChatGPT',
        redirectUris: (part) => [
          `https://chatgpt.com/connector/oauth/${part}`,
          'https://chatgpt.com/connector_platform_oauth_redirect',
        ],
      },
    ],
    linkHosts: ['chatgpt.com', 'help.openai.com', 'platform.openai.com', 'developers.openai.com'],
  },
  {
    vendor: 'claude',
    named: /^claude\b/i,
    words: ['claude', 'anthropic'],
    origins: ['https://claude.ai', 'https://claude.com'],
    callsFrom: ['https://claude.ai', 'https://claude.com'],
    userAgents: [
      { id: 'claude-code', name: 'Claude Code', pattern: /claude-code/i },
      { id: 'claude', name: 'Claude', pattern: /claude|anthropic/i, isCloud: true },
    ],
    clients: [
      {
        clientId: 'https://claude.ai/oauth/mcp-oauth-client-metadata',
        name: 'Claude',
        redirectUris: [
          'https://claude.ai/api/mcp/auth_callback',
          'https://claude.com/api/mcp/auth_callback',
        ],
      },
      {
        clientId: 'https://claude.ai/oauth/claude-code-client-metadata',
        name: 'Claude Code',
        redirectUris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
      },
    ],
    linkHosts: ['claude.ai', 'code.claude.com', 'support.claude.com'],
  },
  {
    vendor: 'cursor',
    named: /^cursor\b/i,
    words: ['cursor', 'anysphere'],
    origins: ['https://www.cursor.com'],
    schemes: ['cursor:'],
    isEditor: true,
    userAgents: [{ id: 'cursor', name: 'Cursor', pattern: /cursor/i }],
  },
  {
    vendor: 'vscode',
    named: /^visual studio code\b/i,
    words: ['vscode', 'visualstudio', 'copilot', 'microsoft', 'github'],
    origins: ['https://vscode.dev', 'https://insiders.vscode.dev'],
    schemes: ['vscode:', 'vscode-insiders:'],
    isEditor: true,
    userAgents: [
      { id: 'vscode', name: 'Visual Studio Code', pattern: /visual studio code|vscode/i },
    ],
    clients: [
      {
        clientId: 'https://vscode.dev/oauth/client-metadata.json',
        name: 'Visual Studio Code',
        redirectUris: ['http://127.0.0.1:33418/', 'https://vscode.dev/redirect'],
      },
    ],
  },
  {
    vendor: 'gemini',
    named: /^gemini\b/i,
    words: ['gemini', 'google'],
    origins: [],
    userAgents: [{ id: 'gemini', name: 'Gemini CLI', pattern: /gemini/i }],
  },
]
