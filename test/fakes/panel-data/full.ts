/** A bridge that has been in use for a while: for screenshots, and tests that want company. */
import type { FakeState } from '../fake-control.ts'
import { aClient, person } from './clients.ts'
import { aMessage, logEntryOf, nothingSaid } from './conversation.ts'
import { minutesAgo } from './desk.ts'
import { noFiles, putFile } from './files.ts'
import { freshKeys } from './keys.ts'
import { aRow } from './traffic.ts'
import { aQuickTunnel } from './tunnel.ts'

const DAY = 24 * 60
const chatgptId = 'https://chatgpt.com/oauth/client.json'
const claudeId = 'https://claude.ai/oauth/mcp-oauth-client-metadata'

const called = (state: FakeState['presence'][number]['state'], minutes: number) => ({
  state,
  since: minutesAgo(minutes),
  lastSeen: minutesAgo(minutes),
})

/** What differs from an empty bridge; a new one each time. */
export function aFullBridge(): Partial<FakeState> {
  return {
    mcpUrl: 'https://quiet-river-bank.trycloudflare.com/mcp',
    tunnel: aQuickTunnel(),
    links: ['claude'],
    connectable: {
      chatgpt: { state: 'connected', detail: 'ChatGPT is connected.', seenAt: minutesAgo(3) },
      'claude-desktop': { state: 'connected', detail: 'Claude Desktop is connected.' },
    },
    participants: [
      person('claude', 'Claude'),
      person('chatgpt', 'ChatGPT'),
      person('codex', 'Codex'),
      person('owner', 'Owner'),
    ],
    presence: [
      {
        participant: 'chatgpt',
        ...called('waiting', 0),
        clients: [{ id: chatgptId, name: 'ChatGPT', ...called('waiting', 0) }],
      },
      {
        participant: 'codex',
        ...called('away', 2 * DAY),
        clients: [{ id: 'dcr-codex-1', name: 'Codex', ...called('away', 2 * DAY) }],
      },
      {
        participant: 'claude',
        ...called('lately', 2),
        clients: [
          { id: 'link:Claude Desktop', name: 'Claude Desktop', ...called('lately', 2) },
          { id: claudeId, name: 'Claude', ...called('away', 12) },
        ],
      },
    ],
    clients: [
      aClient(),
      aClient({
        clientId: claudeId,
        name: 'Claude',
        vendor: 'claude',
        registeredBy: 'cimd',
        redirectUris: ['https://claude.ai/api/mcp/auth_callback'],
        participant: 'claude',
        participants: ['claude'],
        lastUsedAt: minutesAgo(12),
      }),
      aClient({
        clientId: 'dcr-codex-1',
        name: 'Codex',
        vendor: 'codex',
        registeredBy: 'registered',
        redirectUris: ['http://127.0.0.1:1455/callback'],
        participant: 'codex',
        participants: ['codex'],
        scopes: ['messages:read', 'files:read'],
        lastUsedAt: minutesAgo(2 * DAY),
        origin: 'http://127.0.0.1:7420',
      }),
    ],
    ...conversation(),
    ...files(),
    keys: [
      ...freshKeys().keys,
      {
        kid: 'q1RzW5yHn0',
        state: 'retired',
        createdAt: minutesAgo(120 * DAY),
        retiresAt: minutesAgo(-30),
      },
    ],
    audit: [
      audit(4, 3, 'token.issued', 'ChatGPT', { scope: 'messages:read messages:write' }),
      audit(3, 4, 'approval.approved', 'ChatGPT', { participant: 'chatgpt', number: '4821' }),
      audit(2, 90, 'approval.denied', 'Unknown app', { number: '1177' }),
      audit(1, 300, 'key.rotated', null, { kid: 'b7VtR0aZp2' }),
    ],
    traffic: traffic(),
  }
}

const script: [thread: string, minutes: number, from: string, to: string[], text: string][] = [
  [
    't1',
    95,
    'owner',
    ['claude', 'chatgpt'],
    'Please plan the move of the booking site to the new host together. Claude writes, ChatGPT reviews.',
  ],
  [
    't1',
    92,
    'claude',
    ['chatgpt'],
    'I have put a first plan into plan.md: four phases, DNS last. The risk I see is the payment callback; would you check section 3?',
  ],
  [
    't1',
    88,
    'chatgpt',
    ['claude'],
    'Read it. Section 3 misses that the provider pins the callback host. We need both hosts registered for a week before the switch.\n\nI would also lower the DNS TTL two days ahead, not one.',
  ],
  [
    't1',
    85,
    'claude',
    ['chatgpt', 'owner'],
    'Agreed on both; plan.md is at version 2 with a week of overlap and the TTL change on Tuesday.',
  ],
  [
    't2',
    40,
    'chatgpt',
    ['claude'],
    'While you are at it: prices.csv has three rows with a comma as the decimal sign. Shall I normalise them?',
  ],
  [
    't2',
    33,
    'claude',
    ['chatgpt'],
    'Yes please, and keep the old file as a version. The importer reads points only.',
  ],
  [
    't2',
    3,
    'chatgpt',
    ['claude', 'owner'],
    'Done: prices.csv is at version 2, 214 rows, all checked against the importer’s pattern. No row was dropped.',
  ],
]

function conversation(): Pick<FakeState, 'messages' | 'log' | 'unread'> {
  const messages = script.map(([thread, minutes, from, to, text], i) => {
    const settled = minutes > 10
    return aMessage({
      seq: i + 1,
      thread,
      from,
      to,
      text,
      sentAt: minutesAgo(minutes),
      receipts: to.map((participant) => ({
        participant,
        readAt: settled && participant !== 'owner' ? minutesAgo(minutes - 1) : null,
        acknowledgedAt: settled && participant !== 'owner' ? minutesAgo(minutes - 2) : null,
      })),
    })
  })
  const log = messages.map(logEntryOf)
  const written = (seq: number, minutes: number, by: string, name: string) => ({
    seq,
    kind: 'file-written' as const,
    at: minutesAgo(minutes),
    by,
    to: null,
    text: name,
    thread: null,
    ref: name,
    hash: '0'.repeat(64),
  })
  return {
    ...nothingSaid(),
    messages,
    log: [...log, written(8, 93, 'claude', 'plan.md'), written(9, 4, 'chatgpt', 'prices.csv')],
    unread: { claude: 1, owner: 2 },
  }
}

function files(): Pick<FakeState, 'files' | 'versions'> {
  const state = noFiles()
  putFile(
    state,
    { name: 'plan.md', writtenAt: minutesAgo(86) },
    '# The move\n\n1. Copy the database\n2. Rehearse\n3. Move the payment callback\n4. Change DNS\n',
    '# The move\n\n1. Lower the DNS TTL on Tuesday\n2. Copy the database\n3. Rehearse\n4. Register both payment callbacks for a week\n5. Change DNS\n',
  )
  putFile(
    state,
    { name: 'prices.csv', mimeType: 'text/csv', writtenBy: 'chatgpt', writtenAt: minutesAgo(4) },
    'room,price\nGarden,"84,50"\nTower,120.00\n',
    'room,price\nGarden,84.50\nTower,120.00\n',
  )
  return state
}

const audit = (
  seq: number,
  minutes: number,
  kind: string,
  client: string | null,
  detail: Record<string, string>,
): FakeState['audit'][number] => ({
  seq,
  at: minutesAgo(minutes),
  kind,
  client,
  clientId: client,
  detail,
})

/** One sign-in told as a story, then calls, a refusal and a word of the tunnel. */
function traffic(): FakeState['traffic'] {
  const before = { client: null, clientId: null, participant: null, flow: 'f1' } as const
  const story = [
    {
      ...before,
      kind: 'http',
      method: 'POST',
      target: '/mcp',
      status: 401,
      outcome: 'refused',
      code: 'token-missing',
    },
    {
      ...before,
      kind: 'oauth',
      method: 'GET',
      target: '/.well-known/oauth-protected-resource/mcp',
    },
    { ...before, kind: 'oauth', method: 'GET', target: '/.well-known/oauth-authorization-server' },
    { ...before, kind: 'oauth', method: 'GET', target: '/oauth2/authorize', status: 303 },
    { kind: 'oauth', method: 'POST', target: '/oauth2/token', flow: 'f1', durationMs: 11 },
    { method: 'initialize', target: '', flow: 'f1' },
    { method: 'tools/list', target: '', bytesOut: 18_400 },
    {
      method: 'tools/call',
      target: 'send_message',
      message: {
        id: 'm1',
        from: 'chatgpt',
        to: ['claude'],
        words: 'The cable is in. Look at the plan before you go on.',
      },
    },
    {
      client: 'Local link',
      clientId: 'local-link',
      participant: 'claude',
      via: 'local',
      target: 'check_inbox',
      status: null,
    },
    {
      client: 'Codex',
      clientId: 'dcr-codex-1',
      participant: 'codex',
      via: 'loopback',
      target: 'write_file',
      status: 403,
      outcome: 'refused',
      code: 'insufficient-scope',
    },
    {
      kind: 'tunnel',
      client: null,
      clientId: null,
      participant: null,
      via: 'bridge',
      method: 'connected',
      target: 'Connected to Cloudflare in Vienna over QUIC.',
      status: null,
      bytesIn: 0,
      bytesOut: 0,
    },
    { target: 'wait_for_message', status: null, outcome: 'open', durationMs: null, bytesOut: 0 },
  ] as const satisfies Partial<FakeState['traffic'][number]>[]
  // A sign-in takes seconds, what follows minutes.
  const ago = (i: number): number => (i < 7 ? 12 - i / 50 : 12 - i)
  return story.map((row, i) => aRow({ at: minutesAgo(ago(i)), ...row, seq: i + 1 }))
}
