/** How a seat that is away is brought back: by which link, for which app. */
import { describe, expect, it } from 'vitest'
import { allowedAddress } from '../../main/shell/external-links.ts'
import { nudgeFor } from '../../main/bridge/talk/bring-back.ts'
import { settingsSchema } from '../../main/contract/settings-schema.ts'

const talk = { id: 't12', title: 'Tea & "coffee"? It\'s 50% #1' }
const line = `Continue the Drawbridge talk "Tea & 'coffee'? It's 50% #1": call join_talk.`

const client = (id: string, name: string, lastSeen = 1) => ({
  id,
  name,
  state: 'away' as const,
  since: null,
  lastSeen,
  waitsFor: [],
})

const apps: [string, string, ReturnType<typeof client>[], string, RegExp | null][] = [
  ['Claude by sign-in', 'claude', [client('c1', 'Claude')], 'https://claude.ai/new?q=', null],
  [
    'Claude on this computer',
    'claude',
    [client('link:claude-ai', 'claude-ai')],
    'claude://claude.ai/new?q=',
    null,
  ],
  [
    'Claude Code by link',
    'claude',
    [client('link:claude-code', 'claude-code')],
    'claude-cli://open?q=',
    /^claude '/,
  ],
  [
    'Claude Code by sign-in',
    'claude',
    [client('c1', 'Claude Code (bridge)')],
    'claude-cli://open?q=',
    /^claude '/,
  ],
  ['ChatGPT', 'chatgpt', [client('c1', 'ChatGPT')], 'https://chatgpt.com/?q=', null],
  [
    'Codex',
    'chatgpt',
    [client('link:codex-mcp-client', 'codex-mcp-client')],
    'codex://new?prompt=',
    /^codex '/,
  ],
  [
    'the one seen last',
    'claude',
    [client('c1', 'Claude', 5), client('link:claude-code', 'claude-code', 9)],
    'claude-cli://open?q=',
    /^claude '/,
  ],
  ['one who never called', 'chatgpt', [], 'https://chatgpt.com/?q=', null],
]

describe.each(apps)('the link for %s', (_app, participant, clients, begin, command) => {
  it('opens it with the line and nothing else', () => {
    const nudge = nudgeFor(talk, participant, { clients })
    expect(nudge.line).toBe(line)
    const { href } = nudge
    if (href === null) throw new Error('No link')
    expect(href.startsWith(begin)).toBe(true)
    expect([...new URL(href).searchParams.values()]).toEqual([line])
    expect(new URL(href).hash).toBe('')
    // The desktop app lets exactly such links out.
    expect(allowedAddress(href, settingsSchema.parse({}))?.href).toBe(new URL(href).href)
    if (command === null) expect(nudge.command).toBeNull()
    else expect(nudge.command).toMatch(command)
  })
})

it('knows no link for an app nobody knows', () => {
  const presence = { clients: [client('c1', 'Acme')] }
  expect(nudgeFor(talk, 'acme', presence)).toEqual({ line, href: null, command: null })
})
