/** What models and hosts really send for arguments, over the real endpoint; and that the schemas stay strict. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { forgiveParams, forgiving } from '../../main/bridge/mcp/forgiving.ts'
import { hostKeys } from '../../main/bridge/mcp/host-keys.ts'
import { recipientsOf } from '../../main/bridge/mcp/recipients.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { connectFirst } from './clients.ts'
import { openMcpHost } from './mcp-host.ts'

interface Property {
  type?: string
  anyOf?: unknown
  properties?: Record<string, Property>
  required?: string[]
}
const schemaOf = (tool: (typeof tools)[number]) => tool.wire.inputSchema as Property

/** A value for each required argument that its schema takes. */
const needed: Record<string, unknown> = {
  to: 'chatgpt',
  message: 'words',
  ids: ['m1'],
  name: 'a.md',
  content: 'text',
  query: 'words',
  id: 'message:m1',
  talk: 't1',
}

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (_name, tool) => {
  const { properties = {}, required = [] } = schemaOf(tool)
  const given = Object.fromEntries(required.map((name) => [name, needed[name]]))
  const optional = Object.keys(properties).filter((name) => !required.includes(name))

  it.each([null, ''])('takes %j for every optional argument as not given', (nothing) => {
    const all = { ...given, ...Object.fromEntries(optional.map((name) => [name, nothing])) }
    expect(tool.read(all)).toEqual(given)
  })

  it('is not disturbed by what hosts add, and stays strict for the rest', () => {
    const added = Object.fromEntries(hostKeys.map(({ key }) => [key, true]))
    expect(tool.read({ ...given, ...added })).toEqual(given)
    expect(tool.read({ ...given, mistaken: true })).toEqual({ ...given, mistaken: true })
    expect(tool.wire.inputSchema).toMatchObject({ additionalProperties: false })
    expect(JSON.stringify(tool.wire.inputSchema)).not.toContain('wait_for_previous')
  })
})

describe('reading an argument', () => {
  const read = forgiving(
    z.strictObject({
      count: z.number().int().optional(),
      on: z.boolean().optional(),
      word: z.string().optional(),
      kind: z.enum(['low', 'high']).optional(),
      list: z
        .array(z.strictObject({ where: z.string(), version: z.number().optional() }))
        .optional(),
      who: z.union([z.string(), z.array(z.string())]).optional(),
    }),
  )

  it.each([
    [{ count: '12' }, { count: 12 }],
    [{ count: ' -3.50 ' }, { count: -3.5 }],
    [{ count: 'twelve' }, { count: 'twelve' }],
    [{ count: '1e9' }, { count: '1e9' }],
    [{ count: true }, { count: true }],
    [{ on: 'True' }, { on: true }],
    [{ on: 'false' }, { on: false }],
    [{ on: 'yes' }, { on: 'yes' }],
    [{ word: 42 }, { word: '42' }],
    [{ kind: 'HIGH' }, { kind: 'high' }],
    [{ kind: 'urgent' }, { kind: 'urgent' }],
    [{ who: 'claude' }, { who: 'claude' }],
    [{ who: '["claude", "owner"]' }, { who: ['claude', 'owner'] }],
    [{ who: '[not a list' }, { who: '[not a list' }],
    [{ list: '[{"where":"a","version":"2"}]' }, { list: [{ where: 'a', version: 2 }] }],
    [{ list: [{ where: 'a', version: null }] }, { list: [{ where: 'a' }] }],
    [{ list: [] }, { list: [] }],
    [undefined, {}],
    [null, {}],
    ['words', 'words'],
  ])('%j is %j', (given, meant) => {
    expect(read(given)).toEqual(meant)
  })

  it('takes arguments that are null for none, in a call and in a prompt', () => {
    const call = { method: 'tools/call', params: { name: 'check_inbox', arguments: null } }
    const prompt = {
      method: 'prompts/get',
      params: { name: 'debate', arguments: { talk: '', task: 'x', with: null } },
    }
    forgiveParams([call, prompt, null, 7])
    expect(call.params).toEqual({ name: 'check_inbox' })
    expect(prompt.params.arguments).toEqual({ task: 'x' })
  })
})

describe('whom a message is for', () => {
  const people = [
    { id: 'owner', name: 'Owner' },
    { id: 'claude', name: 'Claude' },
    { id: 'chatgpt', name: 'ChatGPT' },
    { id: 'one', name: 'Twin' },
    { id: 'two', name: 'twin' },
  ]
  it.each([
    [['ChatGPT'], ['chatgpt']],
    [[' @CLAUDE'], ['claude']],
    [['claude', 'owner'], ['owner']],
    [['claude'], ['claude']],
    [['owner', 'Owner'], ['owner']],
    [['Twin'], ['Twin']],
    [['nobody'], ['nobody']],
  ])('%j is %j when Claude writes', (given, meant) => {
    const sender = given.length === 1 && given[0]?.includes('CLAUDE') ? 'owner' : 'claude'
    expect(recipientsOf(given, people, sender)).toEqual(meant)
  })
})

it('a host in strict mode, with names as people write them, gets its message across', async () => {
  const host = await openMcpHost()
  const client = await connectFirst(host.url, 'claude')
  const sent = await client.call('send_message', {
    to: ['ChatGPT', 'claude'],
    message: 'hello',
    thread: null,
    reply_to: '',
    importance: 'Normal',
    idempotency_key: null,
    wait_for_previous: true,
  })
  expect(sent.data).toMatchObject({ to: ['chatgpt'], duplicate: false })
  const other = await connectFirst(host.url, 'chatgpt')
  const inbox = await other.call('check_inbox', {
    limit: '5',
    mark_as_read: 'true',
    include_read: null,
    thread: '',
    after: null,
  })
  expect(inbox.data['messages']).toMatchObject([{ text: 'hello' }])
  const alone = await client.call('send_message', { to: 'claude', message: 'to myself' })
  expect(alone.text).toContain('its own sender')
  const wrong = await client.call('check_inbox', { limits: 5 })
  expect(wrong.text).toContain('there is no argument "limits"')
})
