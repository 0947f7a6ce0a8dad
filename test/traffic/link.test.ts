/** Rows of a local link, with a real client on the other end of it. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { expect, it, onTestFinished } from 'vitest'
import { createLocalLinks } from '../../main/bridge/mcp/link/local-link.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { createTraffic } from '../../main/bridge/traffic/traffic.ts'
import { wire } from '../fakes/wire.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'

async function openLink() {
  const { makeServer, conversation } = await openMcpHost()
  const traffic = createTraffic({ clock: systemClock, log: silentLog, rows: 100 })
  const links = createLocalLinks({
    makeServer,
    conversation,
    requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
    recorder: traffic.recorder,
    log: silentLog,
  })
  onTestFinished(() => links.close())
  const [theirs, ours] = wire()
  links.serve(ours, 'claude')
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(new StdioServerTransport(theirs, theirs))
  const rowOf = (target: string) => traffic.list().rows.find((row) => row.target === target)
  return { traffic, client, links, ours, rowOf }
}

it('is remembered after it closed, until its participant links again', async () => {
  const { links, ours } = await openLink()
  expect(links.closed()).toEqual([])
  ours.destroy()
  await expect.poll(() => links.closed()).toMatchObject([{ participant: 'claude' }])
  const [, again] = wire()
  links.serve(again, 'claude')
  expect(links.closed()).toEqual([])
})

it('is one open row with its handshake in one flow, and a row per call', async () => {
  const { traffic, client, ours, rowOf } = await openLink()
  await client.callTool({ name: 'check_inbox', arguments: {} })
  await client.callTool({ name: 'read_file', arguments: { name: 'nothing.md' } })
  await expect.poll(() => rowOf('read_file')?.outcome).toBe('failed')
  const { rows } = traffic.list()
  expect(rows.map(({ kind, method }) => `${kind} ${method}`)).toEqual([
    'link connected',
    'mcp initialize',
    'mcp notifications/initialized',
    'mcp tools/call',
    'mcp tools/call',
  ])
  expect(new Set(rows.slice(0, 3).map(({ flow }) => flow)).size).toBe(1)
  expect(rows[0]).toMatchObject({ outcome: 'open', via: 'local', participant: 'claude' })
  expect(rowOf('check_inbox')).toMatchObject({ outcome: 'ok', status: null, flow: null })
  expect(rowOf('read_file')).toMatchObject({ outcome: 'failed', code: 'unknown-file' })
  expect(traffic.get(rowOf('check_inbox')?.seq ?? 0)?.response?.body.text).toContain('"result"')

  ours.destroy()
  await expect.poll(() => rowOf('claude')?.outcome).toBe('ok')
  const link = rowOf('claude')
  const sum = (key: 'bytesIn' | 'bytesOut') =>
    rows.slice(1).reduce((total, row) => total + row[key], 0)
  expect([link?.bytesIn, link?.bytesOut]).toEqual([sum('bytesIn'), sum('bytesOut')])
})

it('ends what waits when the client cancels it, and when the link closes', async () => {
  const { client, ours, traffic } = await openLink()
  const cancel = new AbortController()
  const wait = { name: 'wait_for_message', arguments: { timeout_seconds: 30 } }
  const waiting = () =>
    traffic.list().rows.flatMap((row) => (row.target === wait.name ? [row.outcome] : []))
  client.callTool(wait, undefined, { signal: cancel.signal }).catch(() => {})
  await expect.poll(waiting).toEqual(['open'])
  cancel.abort()
  await expect.poll(waiting).toEqual(['failed'])
  client.callTool(wait).catch(() => {})
  await expect.poll(waiting).toEqual(['failed', 'open'])
  ours.destroy()
  await expect.poll(waiting).toEqual(['failed', 'failed'])
})
