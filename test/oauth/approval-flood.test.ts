/** Sign-ins cost a stranger nothing; what is remembered of them must have an end. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ApprovalRequest } from '../../main/bridge/oauth/approval/approval.ts'
import { createApprovals } from '../../main/bridge/oauth/approval/approvals.ts'
import { createAudit } from '../../main/bridge/oauth/audit.ts'
import { defaultLimits as limits } from '../../main/bridge/oauth/limits.ts'
import { passOf } from '../../main/bridge/oauth/approval/sign-in-lockouts.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import type { Store } from '../../main/bridge/store/types.ts'

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'drawbridge-approvals-'))
  store = openStore({ path: join(dir, 'bridge.db') })
})
afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true })
})

const request = (uid: string): ApprovalRequest => ({
  uid,
  clientId: 'https://chatgpt.com/oauth/client.json',
  clientName: 'ChatGPT',
  vendor: 'chatgpt',
  identifiedBy: 'known',
  verifiedHost: 'chatgpt.com',
  redirectUri: 'https://chatgpt.com/connector_platform_oauth_redirect',
  redirectHost: 'chatgpt.com',
  scopes: ['messages:read'],
  origin: 'https://bridge.example',
  suggestedParticipant: 'chatgpt',
  group: 'known:ChatGPT',
  trusted: true,
  attempt: uid,
  document: { client_id: 'x', redirect_uris: [] },
})

it('forgets the oldest decided ones, and still finds a free number', async () => {
  let now = Date.now()
  const clock = { now: () => now }
  const audit = createAudit({ store, clock, log: silentLog })
  const approvals = createApprovals({ store, clock, audit, limits, onChange: () => undefined })
  for (let count = 0; count < 400; count++) {
    await approvals.request(request(`uid-${count}`))
    now += 4_000
  }
  expect(approvals.list()).toHaveLength(limits.pendingPerClient)
  expect(new Set(approvals.list().map(({ number }) => number)).size).toBe(limits.pendingPerClient)
  const rows = store.statement('SELECT count(*) AS n FROM approvals').get()
  expect(rows?.['n']).toBe(200 + limits.pendingPerClient)
})

it('a flood that holds every place of a vendor and fills each again cannot keep the person out', async () => {
  let now = Date.now()
  const clock = { now: () => now }
  const audit = createAudit({ store, clock, log: silentLog })
  // The same lots in every run.
  let seed = 7
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const approvals = createApprovals({ store, clock, audit, limits, random, onChange() {} })
  const asks = (uid: string) =>
    approvals.request(request(uid)).then(
      () => true,
      () => false,
    )
  let tries = 0
  for (let inside = false; !inside; tries += 1) {
    now += 3_000
    // Its pages stay open, ten more try for every place, and the person comes after them.
    for (const { number } of approvals.list()) {
      const held = [...Array(13).keys()].map((n) => approvals.of(`flood-${n}`))
      for (const approval of held) if (approval?.number === number) approvals.seen(approval)
    }
    for (let n = 0; n < 13; n += 1) if (!approvals.of(`flood-${n}`)) await asks(`flood-${n}`)
    inside = await asks('person')
  }
  expect(approvals.of('person')?.decision).toBe('waiting')
  // Twenty minutes of trying every three seconds; without a lot it would never end.
  expect(tries).toBeLessThan(400)
  expect(approvals.list()).toHaveLength(limits.pendingPerClient)
})

it('after "no to all of these", only the sign-in the owner names gets a place, until ten minutes are over', async () => {
  let now = Date.now()
  const clock = { now: () => now }
  const audit = createAudit({ store, clock, log: silentLog })
  const approvals = createApprovals({ store, clock, audit, limits, onChange() {} })
  const other = { ...request('other'), group: 'known:Claude' }
  for (const one of [request('flood-0'), request('flood-1'), other]) await approvals.request(one)
  const { number } = approvals.list()[0] ?? { number: '' }
  await approvals.deny(number, true)
  expect(['flood-0', 'flood-1', 'other'].map((uid) => approvals.of(uid)?.decision)).toEqual([
    'denied',
    'denied',
    'waiting',
  ])
  const shut = { code: 'sign-ins-shut' }
  for (let n = 2; n < 65; n += 1) {
    await expect(approvals.request(request(`flood-${n}`))).rejects.toMatchObject(shut)
  }
  const refused = approvals.request(request('mine'))
  await expect(refused).rejects.toMatchObject({ ...shut, details: { pass: passOf('mine') } })
  approvals.admit(passOf('mine'))
  await expect(approvals.request(request('flood-65'))).rejects.toMatchObject(shut)
  await approvals.request(request('mine'))
  expect(approvals.of('mine')?.decision).toBe('waiting')
  await approvals.request({ ...other, uid: 'another', attempt: 'another' })

  now += 10 * 60_000
  await approvals.request(request('later'))
  expect(approvals.of('later')?.decision).toBe('waiting')
})

it('shuts strangers out together, for each can register as many clients as it likes', async () => {
  const clock = { now: () => Date.now() }
  const audit = createAudit({ store, clock, log: silentLog })
  const approvals = createApprovals({ store, clock, audit, limits, onChange() {} })
  const stranger = (uid: string) => ({ ...request(uid), group: uid, trusted: false })
  const { number } = await approvals.request(stranger('a'))
  await approvals.deny(number, true)
  const shut = { code: 'sign-ins-shut' }
  await expect(approvals.request(stranger('b'))).rejects.toMatchObject(shut)
  await approvals.request(request('known'))
})

it('admits nobody by digits while nothing is shut', () => {
  const clock = { now: () => Date.now() }
  const audit = createAudit({ store, clock, log: silentLog })
  const approvals = createApprovals({ store, clock, audit, limits, onChange() {} })
  expect(() => approvals.admit(passOf('mine'))).toThrow(/No sign-ins are shut/)
})
