/** What oidc-provider stores: until when it is there, and how often it can be used. */
import { join } from 'node:path'
import { errors } from 'oidc-provider'
import { expect, it, onTestFinished } from 'vitest'
import { createTableAdapter } from '../../main/bridge/oauth/adapter.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

const grace = 90
const uses = 3

function tableOf(model: string) {
  const store = openStore({ path: join(temporaryFolder(), 'bridge.db') })
  onTestFinished(() => store.close())
  let now = Date.UTC(2026, 0, 1)
  const adapter = createTableAdapter(model, {
    store,
    clock: { now: () => now },
    grants: { opened: () => {}, closed: () => Promise.resolve() },
    refreshGraceSeconds: grace,
    refreshUses: uses,
    undecidedSeconds: 600,
    undecidedSignIns: 10,
  })
  const isConsumed = async () => Boolean((await adapter.find('it'))?.consumed)
  return { adapter, isConsumed, passes: (seconds: number) => void (now += seconds * 1_000) }
}

it('is there until its time has come, and not a second longer, by each of its ids', async () => {
  const { adapter, passes } = tableOf('DeviceCode')
  await adapter.upsert('it', { uid: 'u', userCode: 'c' }, 60)
  const found = async () =>
    (
      await Promise.all([adapter.find('it'), adapter.findByUid('u'), adapter.findByUserCode('c')])
    ).map((payload) => payload !== undefined)
  passes(59)
  expect(await found()).toEqual([true, true, true])
  passes(1)
  expect(await found()).toEqual([false, false, false])
})

it('a used refresh token looks unused for the grace, counted from its first use', async () => {
  const { adapter, isConsumed, passes } = tableOf('RefreshToken')
  await adapter.upsert('it', { grantId: 'g' }, 3_600)
  await adapter.consume('it')
  passes(grace - 1)
  expect(await isConsumed()).toBe(false)
  await adapter.consume('it')
  passes(1)
  expect(await isConsumed()).toBe(true)
})

it('the grace is no longer when the clock is set back behind the first use', async () => {
  const { adapter, isConsumed, passes } = tableOf('RefreshToken')
  await adapter.upsert('it', { grantId: 'g' }, 3_600)
  await adapter.consume('it')
  passes(-grace + 1)
  expect(await isConsumed()).toBe(false)
  passes(-1)
  expect(await isConsumed()).toBe(true)
})

it('a refresh token answers only so often within the grace, and is refused without harm after', async () => {
  const { adapter } = tableOf('RefreshToken')
  await adapter.upsert('it', { grantId: 'g' }, 3_600)
  for (let use = 0; use < uses; use++) await adapter.consume('it')
  await expect(adapter.consume('it')).rejects.toBeInstanceOf(errors.InvalidGrant)
  expect(await adapter.find('it')).toBeDefined()
})

it('a code has no grace', async () => {
  const { adapter, isConsumed } = tableOf('AuthorizationCode')
  await adapter.upsert('it', { grantId: 'g' }, 60)
  await adapter.consume('it')
  expect(await isConsumed()).toBe(true)
})
