import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../main/contract.ts'
import { createTraffic } from '../../../main/bridge/traffic/traffic.ts'
import { silentLog } from '../../../main/bridge/base/ports.ts'
import { trafficHandlers } from '../../../main/bridge/control/traffic-methods.ts'
import { createControl } from '../../../main/bridge/control/create-control.ts'
import { createFollower } from '../../../renderer/views/traffic/data/follow.ts'
import { createTrafficRows } from '../../../renderer/views/traffic/data/traffic-rows.ts'
import type { Invoke } from '../../../renderer/transport.ts'

/** The bridge's own record, followed by the panel. */
function followed(kept = 20_000) {
  let now = 1_000_000
  const clock = { now: () => (now += 1) }
  const start = () => createTraffic({ clock, log: silentLog, rows: kept })
  let traffic = start()
  let calls = 0
  const invoke = (async (method, params) => {
    calls += 1
    const handlers = trafficHandlers({
      traffic,
      conversation: { messageBeginning: () => undefined },
    })
    const { invoke } = createControl({ subscriptions: [], handlers })
    return await invoke(method, params)
  }) as Invoke
  const rows = createTrafficRows({ soon: (run) => run() })
  const outcomes: (Failure | undefined)[] = []
  const follower = createFollower({ rows, invoke, onOutcome: (failure) => outcomes.push(failure) })
  const pass = (n: number, name = 'check_inbox'): void => {
    for (let i = 0; i < n; i += 1) {
      traffic.recorder.note({
        kind: 'mcp',
        via: 'public',
        method: 'tools/call',
        target: name,
        outcome: 'ok',
      })
    }
  }
  return {
    rows,
    follower,
    outcomes,
    pass,
    traffic: () => traffic,
    calls: () => calls,
    restart: () => {
      traffic = start()
    },
  }
}

describe('following the traffic', () => {
  it('brings what is there, older rows too, and then what comes', async () => {
    const { rows, follower, pass } = followed()
    pass(7_500)
    await follower.catchUp()
    expect(rows.size()).toBe(7_500)
    pass(4_100)
    await follower.catchUp()
    expect([rows.size(), rows.length()]).toEqual([11_600, 11_600])
  })

  it('ends a row that was open', async () => {
    const { rows, follower, traffic } = followed()
    const end = traffic().recorder.begin({
      kind: 'mcp',
      via: 'public',
      method: 'tools/call',
      target: 'wait',
    })
    await follower.catchUp()
    expect(rows.at(0)?.outcome).toBe('open')
    end({ outcome: 'ok' })
    await follower.catchUp()
    expect([rows.length(), rows.at(0)?.outcome]).toEqual([1, 'ok'])
  })

  it('asks once more, not twice at a time, for changes that come meanwhile', async () => {
    const { rows, follower, pass, calls } = followed()
    pass(3)
    const first = follower.catchUp()
    pass(2)
    for (let i = 0; i < 10; i += 1) void follower.catchUp()
    await first
    expect([rows.size(), calls()]).toEqual([5, 2])
  })

  it('begins anew after a restart of the bridge, when it fell behind, and when all was cleared', async () => {
    const { rows, follower, pass, restart, traffic } = followed(100)
    pass(40)
    await follower.catchUp()
    restart()
    pass(2, 'after_restart')
    await follower.catchUp()
    expect([rows.size(), rows.at(0)?.target]).toEqual([2, 'after_restart'])

    pass(500, 'too_many')
    await follower.catchUp()
    expect([rows.size(), rows.at(0)?.target]).toEqual([100, 'too_many'])

    traffic().clear()
    pass(1, 'after_clear')
    await follower.catchUp()
    expect([rows.size(), rows.at(0)?.target]).toEqual([1, 'after_clear'])
  })

  it('clears for everybody', async () => {
    const { rows, follower, pass, traffic } = followed()
    pass(10)
    await follower.catchUp()
    await follower.clear()
    expect([rows.size(), traffic().list().rows]).toEqual([0, []])
  })

  it('says why it cannot, and goes on later', async () => {
    const rows = createTrafficRows({ soon: (run) => run() })
    let broken = true
    const answer = { rows: [], cursor: 0, first: 0, missed: false, kept: 0 }
    const outcomes: (string | undefined)[] = []
    const follower = createFollower({
      rows,
      invoke: (async () => {
        if (broken) throw new Error('no bridge')
        return answer
      }) as unknown as Invoke,
      onOutcome: (failure) => outcomes.push(failure?.code),
    })
    await follower.catchUp()
    broken = false
    await follower.catchUp()
    expect(outcomes).toEqual(['panel-failed', undefined])
  })
})
