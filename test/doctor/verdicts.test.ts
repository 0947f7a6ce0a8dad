/** Verdicts that need an hour, a slow network or a wrong clock, on ladders made by hand. */
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ObservedRequest } from '../../main/bridge/traffic/observed-request.ts'
import { advance } from '../../main/bridge/doctor/ladder/advance.ts'
import { called } from '../../main/bridge/doctor/ladder/marks.ts'
import { createLadders } from '../../main/bridge/doctor/ladder/ladders.ts'
import { stepOf } from '../../main/bridge/doctor/ladder/requests.ts'
import { newLadder } from '../../main/bridge/doctor/ladder/state.ts'
import { verdictOn } from '../../main/bridge/doctor/ladder/verdict.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { temporaryDataDir } from '../control/open-bridge.ts'

const start = Date.parse('2026-11-21T10:00:00Z')

const observed = (given: Partial<ObservedRequest>): ObservedRequest => ({
  caller: 'caller',
  agent: 'claude',
  origin: 'https://bridge.example',
  foreignHost: null,
  method: 'POST',
  path: '/oauth2/token',
  status: 200,
  durationMs: 5,
  stream: false,
  clientId: 'client',
  client: 'Claude',
  flow: null,
  grantType: 'authorization_code',
  code: false,
  oauthError: null,
  failure: null,
  ...given,
})

function newClient() {
  const ladder = newLadder({ agent: 'claude', vendor: 'claude', now: start })
  const known = { mcpUrl: 'https://bridge.example/mcp', wasOurs: () => false }
  return {
    ladder,
    send(given: Partial<ObservedRequest>, at = start) {
      const one = observed(given)
      const step = stepOf(one)
      if (step === null) throw new Error('it says nothing')
      advance(ladder, step, one, at, known)
    },
    verdict: (at: number, clockOffsetMs: number | null = null) =>
      verdictOn(ladder, {
        now: at,
        mcpUrl: known.mcpUrl,
        clockOffsetMs: () => clockOffsetMs,
        waits: () => false,
        works: () => false,
      }),
  }
}

describe('a deadline of the vendor', () => {
  it('is named when an answer took longer and nothing followed', () => {
    const { send, verdict } = newClient()
    send({ durationMs: 12_400 })
    expect(verdict(start + 5_000)).toBeNull()
    expect(verdict(start + 120_000)).toMatchObject({
      code: 'client-deadline-exceeded',
      sentence: 'POST /oauth2/token → 200 took 12 seconds; Claude waits 10, and did not go on.',
    })
  })

  it('is forgotten when the client went on all the same', () => {
    const { ladder, send, verdict } = newClient()
    send({ durationMs: 12_400 })
    called(ladder, 'initialize', true, start + 1_000)
    expect(verdict(start + 120_000)).toBeNull()
  })
})

describe('a wrong clock', () => {
  it.each([
    [90_000, 'The clock of this computer is 90 seconds ahead.'],
    [-3_600_000, 'The clock of this computer is 3600 seconds behind.'],
  ])('%i ms off: explains why tokens are renewed again and again', (offset, sentence) => {
    const { send, verdict } = newClient()
    for (let times = 0; times < 6; times += 1) send({ grantType: 'refresh_token' })
    expect(verdict(start, offset)).toMatchObject({ code: 'clock-wrong', sentence })
    expect(verdict(start, 2_000)?.code).toBe('client-refresh-loop')
    expect(verdict(start, null)?.code).toBe('client-refresh-loop')
  })

  it('is not asked for without a suspicion', () => {
    const { ladder, send } = newClient()
    send({})
    const clockOffsetMs = () => {
      throw new Error('asked')
    }
    const around = { now: start, mcpUrl: '', clockOffsetMs, waits: () => false, works: () => false }
    expect(verdictOn(ladder, around)).toBeNull()
  })
})

it('a code that came too late is told from one that is wrong (RFC 6749 §4.1.2)', () => {
  const { send, verdict } = newClient()
  const refused = { error: 'invalid_grant', description: 'grant request is invalid' }
  send({ method: 'GET', path: '/oauth2/authorize', status: 303 })
  send({ method: 'GET', path: '/oauth2/authorize/x', status: 303, code: true })
  send({ status: 400, oauthError: refused }, start + 95_000)
  expect(verdict(start + 95_000)).toMatchObject({
    code: 'client-code-late',
    sentence: 'Claude asked for its tokens 95 seconds after its code was issued; a code lasts 60.',
  })
})

it('a call of a client that is known to work asks neither for the time nor for who calls', async () => {
  const dataDir = await temporaryDataDir()
  const store = openStore({ path: join(dataDir, 'bridge.db') })
  onTestFinished(() => store.close())
  let asked = 0
  const ladders = createLadders({
    store,
    clock: { now: () => (asked += 1) },
    log: silentLog,
    mark() {
      asked += 1
      return { caller: 'caller', agent: 'claude' }
    },
    mcpUrl: () => '',
    wasOurs: () => false,
    clockOffsetMs: () => null,
    waiting: () => [],
  })
  onTestFinished(() => ladders.stop())
  const call = {
    clientId: 'client',
    client: 'Claude',
    vendor: 'claude',
    origin: 'https://bridge.example',
    method: 'tools/call',
    ok: true,
  }
  const req = new IncomingMessage(new Socket())
  ladders.watch.called(call, req)
  expect(ladders.list()).toMatchObject([{ name: 'Claude', verdict: null }])
  asked = 0
  for (let times = 0; times < 100; times += 1) ladders.watch.called(call, req)
  expect(asked).toBe(0)
})
