/** While the owner has the bridge raised, nothing crosses: no tool, no resource, no notification. */
import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLocalLinks } from '../../main/bridge/mcp/link/local-link.ts'
import { cardUri } from '../../main/bridge/mcp/card/card-resource.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { wire } from '../fakes/wire.ts'
import { clientKinds, faceOf, type ConnectClient, type TestClient } from './clients.ts'
import { openMcpHost, type McpHost } from './mcp-host.ts'

/** A link's end as Claude Desktop holds it. */
async function connectLink(host: McpHost): Promise<TestClient> {
  const links = createLocalLinks({
    makeServer: host.makeServer,
    conversation: host.conversation,
    requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
    log: silentLog,
  })
  const [theirs, ours] = wire()
  links.serve(ours, 'claude')
  const client = new FirstClient({ name: 'link', version: '1' })
  await client.connect(new StdioServerTransport(theirs, theirs))
  onTestFinished(async () => {
    await client.close()
    await links.close()
  })
  return faceOf(client)
}

const ways: [string, (host: McpHost) => Promise<TestClient>][] = [
  ...clientKinds.map(([name, connect]: [string, ConnectClient]): (typeof ways)[number] => [
    name,
    (host) => connect(host.url, 'claude'),
  ]),
  ['the local link', connectLink],
]

/** Arguments that would be accepted, so that only the position can be what refuses. */
const argumentsOf: Record<string, Record<string, unknown>> = {
  send_message: { to: 'chatgpt', message: 'Is anybody there?' },
  acknowledge: { ids: ['m1'] },
  log_conversation: { text: 'a note' },
  read_file: { name: 'plan.md' },
  write_file: { name: 'plan.md', content: 'x' },
  delete_file: { name: 'plan.md' },
  search: { query: 'plan' },
  fetch: { id: 'file:plan.md' },
}

describe.each(ways)('a raised bridge, over %s', (_way, connect) => {
  it('refuses every tool but bridge_status, which says so, and changes nothing', async () => {
    const host = await openMcpHost()
    await host.conversation.writeFile('owner', { name: 'plan.md', content: 'the plan' })
    const before = host.conversation.counts()
    const client = await connect(host)
    host.crossing.move('raised')
    for (const { name } of tools.filter((tool) => !tool.whileRaised)) {
      const answer = await client.call(name, argumentsOf[name] ?? {})
      expect(answer, name).toMatchObject({ isError: true })
      expect(answer.text, name).toContain('(bridge-raised)')
      expect(answer.text, name).toContain('Tell the person you work for')
    }
    const status = await client.call('bridge_status')
    expect(status.data).toMatchObject({ position: 'raised', you: 'claude' })
    expect(status.text).toContain('The bridge is raised')
    expect(host.conversation.counts()).toEqual(before)
  })

  it('ends a wait at once, and lets everything cross again when it is lowered', async () => {
    const host = await openMcpHost()
    const client = await connect(host)
    const waiting = client.call('wait_for_message', { timeout_seconds: 45 })
    await expect.poll(() => host.crossing.listening()).toBeGreaterThan(host.idleListeners)
    host.crossing.move('raised')
    expect((await waiting).text).toContain('(bridge-raised)')
    host.crossing.move('lowered')
    await host.conversation.send('chatgpt', { to: ['claude'], text: 'Back again' })
    expect((await client.call('wait_for_message')).text).toContain('Back again')
    expect((await client.call('bridge_status')).data).toMatchObject({ position: 'lowered' })
  })

  it('shows no resource and reads none', async () => {
    const host = await openMcpHost()
    await host.conversation.writeFile('owner', { name: 'plan.md', content: 'the plan' })
    const client = await connect(host)
    expect(await client.resources()).toContain('drawbridge://file/plan.md')
    host.crossing.move('raised')
    expect(await client.resources()).toEqual([cardUri])
    await expect(client.read('drawbridge://file/plan.md')).rejects.toThrow(/bridge is raised/)
    host.crossing.move('lowered')
    expect((await client.read('drawbridge://file/plan.md')).text).toContain('> the plan')
  })
})

it('a raised bridge tells what the owner did meanwhile only when it is lowered, once each', async () => {
  const host = await openMcpHost()
  const client = new ModernClient(
    { name: 'listener', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  onTestFinished(() => client.close())
  const requestInit = { headers: { authorization: 'Bearer claude' } }
  await client.connect(new StreamableHTTPClientTransport(new URL(host.url), { requestInit }))
  const seen: string[] = []
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    seen.push(params.uri)
  })
  await client.listen({
    resourceSubscriptions: ['drawbridge://inbox/claude', 'drawbridge://file/plan.md'],
  })
  host.crossing.move('raised')
  await host.conversation.writeFile('owner', { name: 'plan.md', content: 'one' })
  await host.conversation.writeFile('owner', { name: 'plan.md', content: 'two' })
  // An answered request says that whatever was sent before has arrived.
  await client.listTools()
  expect(seen).toEqual([])
  host.crossing.move('lowered')
  await host.conversation.send('owner', { to: ['claude'], text: 'hello' })
  await expect.poll(() => seen).toEqual(['drawbridge://file/plan.md', 'drawbridge://inbox/claude'])
})
