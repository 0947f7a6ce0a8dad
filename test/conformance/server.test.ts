/**
 * The public conformance suite against the product's /mcp, signed in by OAuth, over real HTTP: once
 * with the bridge's own server behind the endpoint, once with the fixture the suite's text asks for.
 * Every scenario is run in both; which of them need the fixture, and why one does not pass, is said
 * in expected.ts and in the names of the tests.
 */
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createMcpServers } from '../../main/bridge/mcp/server.ts'
import { scopeOfTool, toolWaits } from '../../main/bridge/mcp/tool-call.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { createTalks } from '../../main/bridge/talk/talks.ts'
import { silentLog as log } from '../../main/bridge/base/ports.ts'
import { fakeCrossing } from '../fakes/crossing.ts'
import { listScenarios, runSuite, type Outcome } from './conformance-run.ts'
import { described, expectedOf, expectedOfFixture, expectedOfProduct } from './expected.ts'
import { createFixtureServers, fixtureToolsThatWait } from './fixture-server.ts'
import { openProductHost, type MakeBehind } from './product-host.ts'
import { runs } from './scenarios.ts'

const bridge: MakeBehind = (conversation, presence, store) => ({
  makeServer: createMcpServers({
    conversation,
    talks: createTalks({ store, conversation, clock: Date, log, formsFolder: '' }),
    // The suite sends nothing an owner holds.
    guarded: {
      ask: () => Promise.resolve(undefined),
      list: () => [],
      outlines: () => ({ count: 0, oldest: [] }),
    },
    presence,
    crossing: fakeCrossing(),
    ownerPage: () => null,
    version: '0.0.0-test',
    log,
  }),
  scopeOfTool: scopeOfTool(tools),
  toolWaits: toolWaits(tools),
})

const fixture: MakeBehind = () => ({
  makeServer: createFixtureServers(),
  scopeOfTool: () => 'messages:read',
  toolWaits: (name) => fixtureToolsThatWait.has(name),
})

describe.each(['0.1', '0.2'] as const)('the tables for suite %s', (suite) => {
  it('name every server scenario the suite has', async () => {
    const named = runs.filter((run) => run.suite === suite).flatMap(({ scenarios }) => scenarios)
    expect(new Set(named)).toEqual(new Set(await listScenarios(suite, '--server')))
  })
})

describe('the suite without an access token', () => {
  it('cannot even initialize, so what passes below has passed the bearer check', async () => {
    const host = await openProductHost(fixture)
    onTestFinished(() => host.close())
    const args = ['server', '--url', `${host.origin}/mcp`, '--scenario', 'server-initialize']
    const outcome = (await runSuite('0.1', args)).get('server-initialize')
    expect(outcome).toMatchObject({ passed: [], failed: ['server-initialize'] })
  })
})

describe.each([
  { behind: 'the fixture', makeBehind: fixture, table: expectedOfFixture },
  { behind: "the bridge's own server", makeBehind: bridge, table: expectedOfProduct },
])('conformance with $behind behind the endpoint', ({ makeBehind, table }) => {
  const outcomes = new Map<string, Map<string, Outcome>>()

  beforeAll(async () => {
    const host = await openProductHost(makeBehind)
    try {
      for (const { title, suite, args } of runs) {
        outcomes.set(title, await runSuite(suite, ['server', '--url', host.mcpUrl, ...args]))
      }
    } finally {
      await host.close()
    }
  }, 120_000)

  describe.each(runs)('$title', ({ title, era, scenarios }) => {
    it('runs the scenarios of the table and no other', () => {
      expect([...(outcomes.get(title)?.keys() ?? [])].sort()).toEqual([...scenarios].sort())
    })

    const rows = scenarios.map((scenario) => {
      const expected = expectedOf(table, scenario, era)
      const reason = 'because' in expected ? `, ${expected.because}` : ''
      return { scenario, expected, words: `${expected.kind}${reason}` }
    })
    it.each(rows)('$scenario: $words', ({ scenario, expected }) => {
      const outcome = outcomes.get(title)?.get(scenario)
      if (!outcome) throw new Error('the suite did not run it')
      expect(described(outcome, expected)).toEqual(expected)
    })
  })
})
