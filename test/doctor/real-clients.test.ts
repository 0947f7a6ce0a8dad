/** Clients as people run them, driven end to end: what their ladders say. */
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client'
import { expect, it, onTestFinished } from 'vitest'
import { openBridge } from '../control/open-bridge.ts'
import { passApproval } from '../e2e/pass-approval.ts'
import { createTestProvider } from '../e2e/sdk-sign-in.ts'

it('the client of the SDK climbs every rung', async () => {
  const { invoke } = await openBridge()
  const { localMcpUrl } = await invoke('status.get')
  const authProvider = createTestProvider({
    name: 'A program with the SDK',
    redirectUrl: 'http://127.0.0.1:33555/callback',
  })
  const connect = async () => {
    const client = new Client({ name: 'sdk', version: '1' })
    const transport = new StreamableHTTPClientTransport(new URL(localMcpUrl), { authProvider })
    return { client, transport, connected: client.connect(transport) }
  }
  const first = await connect()
  await expect(first.connected).rejects.toBeInstanceOf(UnauthorizedError)
  const [begun] = await invoke('doctor.ladders')
  expect(begun).toMatchObject({ name: 'A program with the SDK', verdict: null })
  expect(begun?.rungs.filter(({ state }) => state === 'done').map(({ id }) => id)).toEqual([
    'reached',
    'metadata',
    'identified',
  ])

  const { authorizationUrl } = authProvider
  if (!authorizationUrl) throw new Error('it opened no browser')
  const back = await passApproval(authorizationUrl, async (number) => {
    await invoke('approvals.approve', { number, participant: 'claude' })
  })
  await first.transport.finishAuth(back.searchParams)
  const { client, connected } = await connect()
  await connected
  onTestFinished(() => client.close())
  await client.listTools()
  await client.callTool({ name: 'bridge_status', arguments: {} })

  const [ladder, ...others] = await invoke('doctor.ladders')
  expect(others).toEqual([])
  expect(ladder?.verdict).toBeNull()
  expect(ladder?.rungs.map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'done'))
})
