/** The ladder of every client, complete and broken off at each step, on the real bridge. */
import { describe, expect, it } from 'vitest'
import { openLadderWorld, publicUrl, type Ladder } from './ladder-world.ts'
import { clientKinds, type ClientKind } from './recorded-client.ts'
import { goUntil, steps, type Step } from './recorded-ways.ts'

const kinds = Object.keys(clientKinds) as ClientKind[]
const minute = 60_000

const states = ({ rungs }: Ladder) => Object.fromEntries(rungs.map(({ id, state }) => [id, state]))
const furthest = ({ rungs }: Ladder) => rungs.findLast(({ state }) => state === 'done')?.id

describe('a client that connects', () => {
  it.each(kinds)('%s: has climbed every rung, and nothing is wrong', async (kind) => {
    const world = await openLadderWorld()
    await world.client(kind).connect()
    const ladder = await world.ladder()
    expect(Object.values(states(ladder))).toEqual(Array.from({ length: 10 }, () => 'done'))
    expect(ladder).toMatchObject({
      verdict: null,
      name: clientKinds[kind].name,
      origin: publicUrl,
    })
    world.pass(60 * minute)
    expect((await world.ladder()).verdict).toBeNull()
  })

  it('shows the exact request of each rung, free of what stands for one sign-in', async () => {
    const world = await openLadderWorld()
    await world.client('codex').connect()
    const { rungs } = await world.ladder()
    const request = Object.fromEntries(rungs.map(({ id, request }) => [id, request]))
    expect(request).toEqual({
      reached: 'GET /mcp → 401',
      metadata: 'GET /.well-known/oauth-protected-resource/mcp → 200',
      identified: 'POST /oauth2/register → 201',
      authorized: 'GET /oauth2/authorize → 303',
      approved: null,
      returned: 'GET /oauth2/authorize/… → 303',
      exchanged: 'POST /oauth2/token → 200',
      called: 'POST /mcp initialize',
      listed: 'POST /mcp tools/list',
      used: 'POST /mcp tools/call',
    })
  })
})

/** The rung each step leads to, and what is wrong with who stays there. */
const stops: Record<Step, [rung: string, code: string]> = {
  challenge: ['reached', 'client-ignores-sign-in'],
  discover: ['metadata', 'client-metadata-only'],
  register: ['identified', 'client-registered-only'],
  authorize: ['authorized', 'approval-expired'],
  approve: ['approved', 'client-browser-gone'],
  returns: ['returned', 'client-code-unused'],
  exchange: ['exchanged', 'client-token-unused'],
}
const none: Partial<Record<ClientKind, Step[]>> = {
  // They have an id that needs no registration.
  chatgpt: ['register'],
  claude: ['register'],
  // These never call before they have a token, or only with GET.
  'claude-code': ['challenge'],
  codex: ['challenge'],
  // It has read the metadata by then.
  'mcp-remote': ['challenge'],
}
const broken = kinds.flatMap((kind) =>
  steps.filter((step) => !none[kind]?.includes(step)).map((step) => ({ kind, step })),
)

describe('a client that stops on the way', () => {
  it.each(broken)('$kind after $step, once it was silent for long', async ({ kind, step }) => {
    const [rung, code] = stops[step]
    const world = await openLadderWorld()
    expect(await goUntil(kind, world.client(kind), step)).toBe(true)
    await expect.poll(async () => furthest(await world.ladder())).toBe(rung)
    expect((await world.ladder()).verdict).toBeNull()
    world.pass(20 * minute)
    const { verdict } = await world.ladder()
    expect(verdict?.code).toBe(code)
    expect(verdict?.sentence).not.toMatch(/[{}]/)
  })

  it('is on its way again once it goes on', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude')
    await client.challenge()
    await client.discover()
    world.pass(20 * minute)
    expect((await world.ladder()).verdict?.code).toBe('client-metadata-only')
    await client.authorize()
    expect((await world.ladder()).verdict).toBeNull()
  })
})

describe('the known patterns', () => {
  it.each(['/', '/sse', '/mcp/', '/mcp/mcp', '/messages'])(
    'a wrong path: %s was typed',
    async (path) => {
      const world = await openLadderWorld()
      const client = world.client('claude')
      await client.send('POST', path, { json: {} })
      await client.send('GET', '/.well-known/oauth-protected-resource')
      const { verdict } = await world.ladder()
      expect(verdict?.code).toBe('client-wrong-path')
      expect(verdict?.sentence).toContain(`${publicUrl}${path}`)
    },
  )

  it('the old SSE transport: nothing but GET /mcp', async () => {
    const world = await openLadderWorld()
    const client = world.client('inspector')
    for (let times = 0; times < 2; times += 1) {
      await client.send('GET', '/mcp', { accept: 'text/event-stream' })
    }
    expect((await world.ladder()).verdict?.code).toBe('client-sse-only')
  })

  it('the address of before: an old tunnel, of which the bridge knows', async () => {
    const world = await openLadderWorld()
    await world.client('chatgpt').send('POST', '/mcp', { json: {}, host: 'before.example' })
    const { verdict } = await world.ladder()
    expect(verdict?.code).toBe('client-old-address')
    expect(verdict?.sentence).toContain('https://before.example/mcp')
  })

  it('a Host that never was ours: a proxy that does not pass it on', async () => {
    const world = await openLadderWorld()
    await world.client('chatgpt').send('POST', '/mcp', { json: {}, host: 'stranger.example' })
    const { verdict } = await world.ladder()
    expect(verdict?.code).toBe('client-wrong-host')
    expect(JSON.stringify(await world.ladders())).not.toContain('stranger.example')
  })

  it('a web page that may not call', async () => {
    const world = await openLadderWorld()
    const headers = { origin: 'https://page.example' }
    await world.client('inspector').send('POST', '/mcp', { json: {}, headers })
    expect((await world.ladder()).verdict).toMatchObject({
      code: 'origin-refused',
      sentence: 'A web page from https://page.example may not call this bridge.',
    })
  })

  it('a stale client id: the registration is gone, and the client uses it again', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude-code')
    await client.connect()
    await world.invoke('clients.revoke', { client: client.clientId })
    await client.discover()
    await client.authorize()
    const ladder = await world.ladder()
    expect(ladder.verdict?.code).toBe('client-not-registered')
    expect(ladder.verdict?.sentence).toContain(client.clientId)
    expect(states(ladder)).toMatchObject({ authorized: 'failed' })
  })

  it('registering again and again', async () => {
    const world = await openLadderWorld()
    const client = world.client('opencode')
    for (let times = 0; times < 3; times += 1) {
      await client.discover()
      await client.register()
    }
    expect((await world.ladder()).verdict?.code).toBe('client-registers-again')
  })

  it('a registration that is refused, in the words the client got', async () => {
    const world = await openLadderWorld()
    const client = world.client('codex')
    await client.discover()
    await client.send('POST', '/oauth2/register', {
      json: { client_name: 'Codex', redirect_uris: ['javascript:alert(1)'] },
    })
    const ladder = await world.ladder()
    expect(ladder.verdict?.code).toBe('client-registration-refused')
    expect(states(ladder)).toMatchObject({ metadata: 'done', identified: 'failed' })
  })

  it('the owner says no', async () => {
    const world = await openLadderWorld()
    const client = world.client('chatgpt')
    await client.challenge()
    await client.authorize()
    await client.deny()
    await expect.poll(async () => (await world.ladder()).verdict?.code).toBe('client-denied')
    await client.returns()
    expect(states(await world.ladder())).toMatchObject({ approved: 'failed', returned: 'not-yet' })
  })

  it('an approval that came too late for the client', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude')
    await client.challenge()
    await client.discover()
    await client.authorize()
    world.pass(8 * minute)
    await client.approve()
    await client.returns()
    world.pass(2 * minute)
    const { verdict } = await world.ladder()
    expect(verdict).toMatchObject({ code: 'approval-too-slow', side: 'owner' })
    expect(verdict?.sentence).toContain('8 minutes')
  })

  it('a code that was used twice', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude')
    await client.challenge()
    await client.authorize()
    await client.approve()
    await client.returns()
    await client.exchange()
    await client.exchange()
    expect((await world.ladder()).verdict?.code).toBe('client-exchange-refused')
  })

  it('a refresh loop', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude')
    await client.connect()
    for (let times = 0; times < 6; times += 1) await client.refresh()
    expect((await world.ladder()).verdict).toMatchObject({
      code: 'client-refresh-loop',
      sentence: 'Claude fetched new tokens 6 times within 5 minutes.',
    })
    world.pass(10 * minute)
    expect((await world.ladder()).verdict).toBeNull()
  })

  it('a token that is not valid, again and again; and over with the next good call', async () => {
    const world = await openLadderWorld()
    const client = world.client('chatgpt')
    await client.connect()
    for (let times = 0; times < 3; times += 1) {
      await client.send('POST', '/mcp', { json: {}, token: 'stale' })
    }
    expect((await world.ladder()).verdict?.code).toBe('client-token-refused')
    await client.call('tools/list')
    expect((await world.ladder()).verdict).toBeNull()
  })

  it('a sign-in that cannot be renewed', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude')
    await client.connect()
    await client.send('POST', '/oauth2/token', {
      form: { grant_type: 'refresh_token', client_id: client.clientId, refresh_token: 'gone' },
    })
    expect((await world.ladder()).verdict?.code).toBe('client-refresh-refused')
  })
})

describe('the ladders', () => {
  it('are one per client, also where they ask from one computer with one runtime', async () => {
    const world = await openLadderWorld()
    await world.client('mcp-remote').connect()
    await world.client('inspector').connect()
    await world.client('chatgpt').connect()
    const names = (await world.ladders()).map(({ name }) => name)
    expect(names.sort()).toEqual(['ChatGPT', 'MCP CLI Proxy', 'MCP Inspector'])
    expect((await world.ladders()).every(({ verdict }) => verdict === null)).toBe(true)
  })

  it('are not begun by scanners, by browsers, or by rehearsals', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude-code')
    await client.send('POST', '/xmlrpc.php', { json: {} })
    await client.send('GET', '/.env')
    const browser = { 'user-agent': 'Mozilla/5.0', accept: 'text/html' }
    await client.send('GET', '/mcp', { headers: browser })
    await client.send('GET', '/favicon.ico', { headers: browser })
    const rehearsal = { 'user-agent': 'drawbridge-rehearsal/1' }
    await client.send('POST', '/mcp', { json: {}, headers: rehearsal })
    expect(await world.ladders()).toEqual([])
  })

  it('are bounded: strangers give way before clients that were let in', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude')
    await client.connect()
    for (let index = 0; index < 120; index += 1) {
      await world.client('inspector', `192.0.2.${index}`).challenge()
    }
    const ladders = await world.ladders()
    expect(ladders).toHaveLength(100)
    expect(ladders.map(({ name }) => name)).toContain('Claude')
  })

  it('keep no address and no user agent', async () => {
    const world = await openLadderWorld()
    await world.client('inspector', '192.0.2.77').challenge()
    const headers = { 'user-agent': 'node (my very own build)' }
    await world.client('inspector', '192.0.2.78').send('POST', '/mcp', { json: {}, headers })
    const text = JSON.stringify(await world.ladders())
    expect(text).not.toContain('192.0.2')
    expect(text).not.toContain('very own')
  })

  it('survive a restart, and are forgotten when the owner says so', async () => {
    const world = await openLadderWorld()
    const client = world.client('claude')
    await client.connect()
    await world.client('chatgpt').challenge()
    const before = await world.ladders()
    await world.bridge.stop()
    const again = await openLadderWorld({ dataDir: world.dataDir })
    expect(await again.ladders()).toEqual(before)
    const [first, second] = before
    const left = await again.invoke('doctor.forget', { id: first?.id ?? '' })
    expect(left.map(({ id }) => id)).toEqual([second?.id])
  })

  it('are told of by events of the topic doctor', async () => {
    const world = await openLadderWorld()
    await world.client('claude').challenge()
    await expect.poll(() => world.topics).toContain('doctor')
  })
})
