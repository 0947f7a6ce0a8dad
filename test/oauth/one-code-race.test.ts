/** A code is used once (RFC 6749 §4.1.2), also by requests that arrive at the same moment: one of them gets it. */
import { join } from 'node:path'
import { errors } from 'oidc-provider'
import { expect, it, onTestFinished } from 'vitest'
import { createTableAdapter } from '../../main/bridge/oauth/adapter.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { systemClock } from '../../main/bridge/base/ports.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

function codes() {
  const store = openStore({ path: join(temporaryFolder(), 'bridge.db') })
  onTestFinished(() => store.close())
  return createTableAdapter('AuthorizationCode', {
    store,
    clock: systemClock,
    grants: { opened: () => {}, closed: () => Promise.resolve() },
    refreshGraceSeconds: 60,
    refreshUses: 10,
    undecidedSeconds: 600,
    undecidedSignIns: 10,
  })
}

it('of ten that have all seen it unused exactly one consumes it', async () => {
  const adapter = codes()
  await adapter.upsert('code', { grantId: 'g', kind: 'AuthorizationCode' }, 60)
  const seen = await Promise.all(Array.from({ length: 10 }, () => adapter.find('code')))
  expect(seen.every((payload) => payload && !payload.consumed)).toBe(true)
  const results = await Promise.allSettled(seen.map(() => adapter.consume('code')))
  const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toHaveLength(9)
  for (const reason of refused) expect(reason).toBeInstanceOf(errors.InvalidGrant)
  expect((await adapter.find('code'))?.consumed).toBeTypeOf('number')
})

it('a code that nobody gave out cannot be consumed', async () => {
  await expect(codes().consume('never')).rejects.toBeInstanceOf(errors.InvalidGrant)
})
