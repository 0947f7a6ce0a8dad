/**
 * The public conformance suite's authorization server scenarios against the product's: metadata, and
 * the code grant with PKCE and resource, through the real approval page. The suite opens no browser;
 * it prints the address and waits, so the test is browser and owner. Only a public client is tried:
 * where `none` is among the token endpoint's methods the suite never sends a client's secret.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { passApproval } from '../e2e/pass-approval.ts'
import { listScenarios, runSuite, type Outcome } from './conformance-run.ts'
import { createFixtureServers } from './fixture-server.ts'
import { openProductHost } from './product-host.ts'

const scenarios = ['authorization-server-metadata-endpoint', 'authorization-code-grant']

describe('conformance of the authorization server (0.2.0-alpha.12)', () => {
  let outcomes = new Map<string, Outcome>()

  beforeAll(async () => {
    outcomes = await signInAsTheSuite()
  })

  it('runs every scenario the suite has', async () => {
    expect(await listScenarios('0.2', '--authorization')).toEqual(scenarios)
    expect([...outcomes.keys()].sort()).toEqual([...scenarios].sort())
  })

  it.each(scenarios)('%s: passes', (scenario) => {
    expect(outcomes.get(scenario)).toMatchObject({ failed: [], warned: [], skipped: [] })
    expect(outcomes.get(scenario)?.passed).not.toEqual([])
  })
})

async function signInAsTheSuite(): Promise<Map<string, Outcome>> {
  const { authorization, origin, close } = await openProductHost(() => ({
    makeServer: createFixtureServers(),
    scopeOfTool: () => undefined,
    toolWaits: () => false,
  }))
  try {
    const port = await freePort()
    const { client } = await authorization.clients.add({
      name: 'Conformance suite',
      redirectUris: [`http://127.0.0.1:${port}/callback`],
      secret: false,
    })
    const args = ['--url', origin, '--client-id', client.clientId, '--resource', `${origin}/mcp`]
    const stop = new AbortController()
    let printed = ''
    let visited = false
    return await runSuite('0.2', ['authorization', ...args, '-p', `${port}`], {
      signal: stop.signal,
      onOutput(text) {
        printed += text
        const url = /^http\S+\/oauth2\/authorize\?\S+(?=\n)/m.exec(printed)?.[0]
        if (url === undefined || visited) return
        visited = true
        passApproval(new URL(url), async (number) => {
          await authorization.approvals.approve(number, 'claude')
        })
          // The suite prints the address before its callback server listens.
          .then((back) => vi.waitFor(() => fetch(back), { timeout: 20_000 }))
          .catch((error: unknown) => stop.abort(error))
      },
    })
  } finally {
    await close()
  }
}

/** The suite wants to be told the port of its callback server. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
