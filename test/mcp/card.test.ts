/** The tools and the resource behind the card in the chat, as hosts of both eras meet them. */
import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { assert, asyncProperty, boolean, constantFrom } from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { html } from 'virtual:drawbridge-card'
import { cardUri } from '../../main/bridge/mcp/card/card-resource.ts'
import { ownerPageAt } from '../../main/bridge/mcp/card/owner-page.ts'
import { instructions } from '../../main/bridge/mcp/words/instructions.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { clientKinds, connectFirst, type TestClient } from './clients.ts'
import { openMcpHost, type McpHost } from './mcp-host.ts'

const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
const begin = (host: McpHost, form = 'second-opinion') =>
  host.talks.begin({ question: 'Move the shop before the holidays?', form, seats })

const metaOf = (name: string) => tools.find((tool) => tool.name === name)?.wire._meta
const cardTools = ['show_talk', 'show_inbox', 'card_refresh']

async function connectRaw(url: string, token: string, mode: 'legacy' | { pin: string }) {
  const client = new ModernClient({ name: 'host', version: '1' }, { versionNegotiation: { mode } })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }))
  onTestFinished(() => client.close())
  return client
}

describe.each([
  ['initialize era', 'legacy' as const],
  ['2026-07-28', { pin: '2026-07-28' }],
])('%s', (_era, mode) => {
  it('binds the two tools to the card by both keys, and leaves what was in _meta', async () => {
    const host = await openMcpHost()
    const client = await connectRaw(host.url, 'claude', mode)
    const { tools: listed } = await client.listTools()
    const meta = Object.fromEntries(listed.map(({ name, _meta }) => [name, _meta]))
    const securitySchemes = [{ type: 'oauth2', scopes: ['messages:read'] }]
    for (const name of ['show_talk', 'show_inbox']) {
      expect(meta[name]).toEqual({
        securitySchemes,
        ui: { resourceUri: cardUri },
        'ui/resourceUri': cardUri,
      })
    }
    expect(meta['card_refresh']).toEqual({ securitySchemes, ui: { visibility: ['app'] } })
    // Each call of a bound tool is one more card in the chat, so what models poll has none.
    const bound = listed.filter(({ _meta }) => _meta && 'ui' in _meta).map(({ name }) => name)
    expect(bound).toEqual(cardTools)
    expect(client.getServerCapabilities()?.extensions).toEqual({ 'io.modelcontextprotocol/ui': {} })
  })

  it('serves the card as a resource without an outside address, raised or not, to every client', async () => {
    const host = await openMcpHost()
    const client = await connectRaw(host.url, 'guest.files_read', mode)
    for (const position of ['lowered', 'raised'] as const) {
      host.crossing.move(position)
      const { resources } = await client.listResources()
      const listed = resources.find(({ uri }) => uri === cardUri)
      const ui = {
        prefersBorder: true,
        csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
      }
      expect(listed).toMatchObject({ mimeType: 'text/html;profile=mcp-app', _meta: { ui } })
      const { contents } = await client.readResource({ uri: cardUri })
      expect(contents).toMatchObject([
        { uri: cardUri, mimeType: 'text/html;profile=mcp-app', text: html, _meta: { ui } },
      ])
      expect(contents[0]?._meta?.['ui']).not.toHaveProperty('domain')
    }
    await expect(client.readResource({ uri: 'ui://drawbridge/card-0.html' })).rejects.toThrow()
  })

  it('shows where a talk stands, in data and whole in words', async () => {
    const host = await openMcpHost()
    const talk = await begin(host)
    await host.talks.handIn({
      talk,
      by: 'chatgpt',
      content: { answer: 'after', text: 'Wait.', confidence: 60 },
    })
    const client = await connectRaw(host.url, 'claude', mode)
    const { structuredContent: data, content } = await client.callTool({ name: 'show_talk' })
    expect(data).toMatchObject({
      position: 'lowered',
      decide: `http://127.0.0.1:7421/open#talks/${talk}`,
      talk: {
        talk,
        title: 'Move the shop before the holidays?',
        state: 'open',
        turn: "Claude's turn",
        waits_for_owner: false,
        seats: [
          { name: 'Claude', you: true, handed_in: 'no', has_turn: true },
          { name: 'ChatGPT', you: false, handed_in: 'sealed', has_turn: false },
        ],
      },
    })
    const text = JSON.stringify(content)
    for (const said of ['Move the shop', "Claude's turn", 'handed in (sealed)', `#talks/${talk}`]) {
      expect(text).toContain(said)
    }
    expect(text).not.toMatch(/card|widget|above|below/i)
  })

  it('shows four unread letters at most, and marks none as read', async () => {
    const host = await openMcpHost()
    for (let n = 1; n <= 6; n += 1) {
      await host.conversation.send('chatgpt', {
        to: ['claude'],
        text: `${n} ${'word '.repeat(90)}`,
      })
    }
    const client = await connectRaw(host.url, 'claude', mode)
    for (const call of [
      { name: 'show_inbox' },
      { name: 'card_refresh', arguments: { show: 'inbox' } },
      { name: 'card_refresh' },
    ]) {
      const { structuredContent } = await client.callTool(call)
      expect(structuredContent).toMatchObject({
        inbox: {
          of: 'Claude',
          unread: 6,
          letters: [{ from: 'ChatGPT', from_owner: false }, {}, {}, {}],
        },
      })
      const { letters } = (structuredContent as { inbox: { letters: { beginning: string }[] } })
        .inbox
      for (const { beginning } of letters) expect(beginning.length).toBeLessThanOrEqual(200)
    }
    expect(host.conversation.unreadOf('claude', 'client-of-claude')).toBe(6)
  })
})

describe('who is asked', () => {
  it('needs messages:read for the tools and nothing for the card itself', async () => {
    const host = await openMcpHost()
    const call = (method: string, params: object) =>
      fetch(host.url, {
        method: 'POST',
        headers: {
          authorization: 'Bearer guest.files_read',
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      })
    for (const name of cardTools) {
      const answer = await call('tools/call', { name, arguments: {} })
      expect([answer.status, answer.headers.get('www-authenticate')], name).toEqual([
        403,
        expect.stringContaining('scope="messages:read"'),
      ])
    }
    expect((await call('resources/read', { uri: cardUri })).status).toBe(200)
  })

  it('shows a talk to its seats only', async () => {
    const host = await openMcpHost()
    await host.conversation.addParticipant('guest', 'Guest')
    const talk = await begin(host)
    const guest = await connectFirst(host.url, 'guest')
    for (const name of ['show_talk', 'card_refresh']) {
      const answer = await guest.call(name, { talk })
      expect(answer).toMatchObject({ isError: true, text: expect.stringContaining('unknown-talk') })
    }
    expect((await guest.call('show_talk')).data).toMatchObject({ talk: null })
  })

  it('says nothing but that the bridge is raised while it is', async () => {
    const host = await openMcpHost()
    await begin(host)
    await host.conversation.send('chatgpt', { to: ['claude'], text: 'Heliotrope' })
    const claude = await connectFirst(host.url, 'claude')
    host.crossing.move('raised')
    for (const name of cardTools) {
      const answer = await claude.call(name)
      expect(answer.data, name).toMatchObject({ position: 'raised' })
      expect(answer.text, name).toContain('The bridge is raised')
      expect(JSON.stringify(answer), name).not.toMatch(/Heliotrope|Move the shop|ChatGPT/)
    }
  })

  it('takes a refresh of the card for no sign that a model listens, and a show for one', async () => {
    const host = await openMcpHost()
    const claude = await connectFirst(host.url, 'claude')
    await claude.call('card_refresh')
    expect(host.presence.of('claude').state).toBe('away')
    await claude.call('show_inbox')
    expect(host.presence.of('claude').state).toBe('lately')
  })

  it('counts the threads of the caller alone that wait for the owner, and leads to one', async () => {
    const host = await openMcpHost()
    const { message } = await host.conversation.send('claude', { to: ['chatgpt'], text: 'Begin' })
    await host.conversation.boundThread(message.thread, 1)
    const more = { to: ['claude'], text: 'More', thread: message.thread }
    await expect(host.conversation.send('chatgpt', more)).rejects.toThrow()
    const claude = await connectFirst(host.url, 'claude')
    expect((await claude.call('show_inbox')).data).toMatchObject({
      inbox: { paused_threads: 1 },
      decide: `http://127.0.0.1:7421/open#conversation/${message.thread}`,
    })
    await host.conversation.addParticipant('guest', 'Guest')
    const guest = await connectFirst(host.url, 'guest')
    expect((await guest.call('show_inbox')).data).toMatchObject({
      inbox: { paused_threads: 0 },
      decide: 'http://127.0.0.1:7421/open#home',
    })
  })
})

describe.each(clientKinds)('what the owner holds (%s)', (_kind, connect) => {
  async function holding() {
    const host = await openMcpHost()
    host.guarded.setRules([{ what: 'everything' }])
    return {
      host,
      claude: await connect(host.url, 'claude'),
      chatgpt: await connect(host.url, 'chatgpt'),
    }
  }

  it('is on the card of its sender as who, what kind and when, and leads to where it is decided', async () => {
    const { host, claude } = await holding()
    await claude.call('send_message', { to: 'chatgpt', message: 'Heliotrope' })
    await claude.call('write_file', { name: 'heliotrope.md', content: 'Heliotrope' })
    await claude.call('log_conversation', { message: 'Heliotrope' })
    for (const [name, args] of [
      ['show_inbox', {}],
      ['card_refresh', { show: 'inbox' }],
    ] as const) {
      const { text, data } = await claude.call(name, args)
      expect(data, name).toMatchObject({ decide: 'http://127.0.0.1:7421/open#home' })
      expect(data['inbox'], name).toMatchObject({ held: 3 })
      const held_at = '2026-11-21T08:00:00.000Z'
      // These fields and no others: nothing of what it says, is called, or goes to.
      expect((data['inbox'] as { held_items: object[] }).held_items, name).toEqual([
        { id: 'h1', kind: 'message', from: 'Claude', held_at },
        { id: 'h2', kind: 'file', from: 'Claude', held_at },
      ])
      expect(text, name).toContain('3 items of Claude held for the owner')
      expect(text, name).toContain(`Held · file from "Claude" · ${held_at} · id h2\nAnd 1 more.`)
      expect(text + JSON.stringify(data), name).not.toMatch(/heliotrope/i)
    }
    await host.guarded.release('h1')
    await host.guarded.sendBack('h2', '')
    expect((await claude.call('show_inbox')).data).toMatchObject({
      inbox: { held: 1, held_items: [{ id: 'h3', kind: 'note' }] },
    })
  })

  it('takes the room of one letter, which is counted all the same', async () => {
    const { host, claude } = await holding()
    for (let n = 0; n < 6; n += 1) {
      await host.conversation.send('chatgpt', { to: ['claude'], text: `Letter ${n}` })
    }
    await claude.call('send_message', { to: 'chatgpt', message: 'Heliotrope' })
    const { text, data } = await claude.call('show_inbox')
    expect(data).toMatchObject({ inbox: { unread: 6, letters: [{}, {}, {}], held: 1 } })
    expect((data['inbox'] as { letters: object[] }).letters).toHaveLength(3)
    expect(text).toContain('And 3 more.')
  })

  it('changes no answer that its recipient gets, not even by a count', async () => {
    const { host, claude, chatgpt } = await holding()
    const talk = await begin(host)
    const looks = async () => {
      const answers = [
        await chatgpt.call('show_inbox'),
        await chatgpt.call('card_refresh', { show: 'inbox' }),
        await chatgpt.call('show_talk', { talk }),
        await chatgpt.call('card_refresh', { show: 'talk', talk }),
      ]
      // The time passes, and each of the two was seen to call.
      return JSON.stringify(answers)
        .replaceAll(/"(as_of|last_seen|listening)":("[^"]*"|null)/g, '')
        .replaceAll(/, (last called at [^"\\]*|listening now|has never called)/g, '')
    }
    const before = await looks()
    expect(before).toContain('"held":0')
    await claude.call('send_message', { to: 'chatgpt', message: 'Heliotrope' })
    await claude.call('write_file', { name: 'heliotrope.md', content: 'Heliotrope' })
    const turn = { talk, answer: 'yes', text: 'Heliotrope', confidence: 60, wait_seconds: 0 }
    expect((await claude.call('take_turn', turn)).data).toMatchObject({ held: true })
    expect(host.guarded.count()).toBe(3)
    expect(await looks()).toBe(before)
  })
})

describe('what must not be in any answer', () => {
  /** One answer of each tool with a card, in every part a host may hand on. */
  async function everything(client: TestClient, talk: string): Promise<string> {
    const answers = [
      await client.call('show_talk'),
      await client.call('show_talk', { talk }),
      await client.call('show_inbox'),
      await client.call('card_refresh', { show: 'talk', talk }),
      await client.call('card_refresh', { show: 'inbox' }),
    ]
    return JSON.stringify(answers)
  }

  it.each(clientKinds)('is a closed letter, before it is opened (%s)', async (_kind, connect) => {
    const host = await openMcpHost()
    const clients = {
      claude: await connect(host.url, 'claude~own'),
      chatgpt: await connect(host.url, 'chatgpt'),
    }
    const who = constantFrom('claude' as const, 'chatgpt' as const)
    const field = constantFrom('answer' as const, 'text' as const)
    await assert(
      asyncProperty(who, who, field, boolean(), async (first, reader, hidden, paused) => {
        await host.conversation.clearInbox(reader)
        const talk = await begin(host)
        const secret = `Heliotrope-${talk}-`
        const content = { answer: 'yes', text: 'Because.', confidence: 50, [hidden]: secret }
        await host.talks.handIn({ talk, by: first, content })
        if (paused) await host.talks.act(talk, { type: 'pause' })
        expect(await everything(clients[reader], talk)).not.toContain(secret)
        // Ending opens the letter, and then whoever received it is shown it.
        await host.talks.act(talk, { type: 'end' })
        const shown = await everything(clients[reader], talk)
        expect(shown.includes(secret)).toBe(reader !== first)
      }),
      { numRuns: 12 },
    )
  })

  it('is whose letter is whose, while a talk of three hides names', async () => {
    const host = await openMcpHost()
    await host.conversation.addParticipant('guest', 'Guest')
    const three = [...seats, { participant: 'guest' }]
    const form = host.talks.forms().forms.find(({ form }) => form.anonymous && form.seats.most >= 3)
    const talk = await host.talks.begin({
      question: 'Which day?',
      form: form?.form.id ?? '',
      seats: three,
    })
    const claude = await connectFirst(host.url, 'claude')
    const open = await claude.call('show_talk', { talk })
    expect(JSON.stringify(open)).not.toMatch(/ChatGPT|Guest/)
    expect(open.data).toMatchObject({
      talk: {
        seats: expect.arrayContaining([
          expect.objectContaining({ name: 'Claude', you: true }),
          expect.objectContaining({
            name: expect.stringMatching(/^Seat [A-C]$/),
            listening: null,
            last_seen: null,
          }),
        ]),
      },
    })
    await host.talks.act(talk, { type: 'end' })
    expect(JSON.stringify(await claude.call('show_talk', { talk }))).toMatch(/ChatGPT.*Guest/)
  })

  it('is a token, a launch link or any secret of the panel', async () => {
    expect(ownerPageAt('http://127.0.0.1:7421', ['talks', 't12'])).toBe(
      'http://127.0.0.1:7421/open#talks/t12',
    )
    expect(ownerPageAt(null, ['conversation', 't3'])).toBe('drawbridge://open/conversation/t3')
    const host = await openMcpHost()
    const claude = await connectFirst(host.url, 'claude')
    expect(await everything(claude, await begin(host))).not.toMatch(/token|launch|secret/i)
  })
})

describe('the card as a file', () => {
  it('takes at most 8 kB gzipped and has no address of the outside in it', () => {
    expect(gzipSync(html).length).toBeLessThanOrEqual(8_000)
    const addresses = html.match(/\bhttps?:\/\/[^\s"'`)]+/g) ?? []
    // A namespace is a name; the other is a pattern of the owner's own page.
    for (const address of addresses) {
      expect(address).toMatch(/^http:\/\/www\.w3\.org\/2000\/svg$|^https?:\/\/127\.0\.0\.1/)
    }
    expect(html).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|<link|@import|url\(/,
    )
  })

  it('adds little to the list of tools', () => {
    const of = (names: string[]) =>
      JSON.stringify(tools.filter(({ name }) => names.includes(name)).map(({ wire }) => wire))
        .length
    const all = JSON.stringify(tools.map(({ wire }) => wire)).length
    expect(of(cardTools)).toBeLessThan(6_000)
    expect(of(cardTools) / all).toBeLessThan(0.2)
  })

  it('has an address that changes with it', () => {
    expect(cardUri).toMatch(/^ui:\/\/drawbridge\/card-[0-9a-f]{12}\.html$/)
    expect(metaOf('show_talk')).toMatchObject({ 'ui/resourceUri': cardUri })
  })
})

it('leaves the essentials of the instructions within 512 characters, as before the card', () => {
  const [essentials = ''] = instructions.split('\n')
  expect(essentials.length).toBeLessThanOrEqual(512)
  expect(instructions).toContain('show_talk or show_inbox')
})
