/** Sign-ins cost a stranger nothing; what is remembered of them must have an end. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApprovals, type ApprovalRequest } from '../../main/bridge/oauth/approvals.ts'
import { createAudit } from '../../main/bridge/oauth/audit.ts'
import { defaultLimits as limits } from '../../main/bridge/oauth/limits.ts'
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
