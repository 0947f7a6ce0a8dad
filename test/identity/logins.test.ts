/** What is kept of a sign-in under way: once, ten minutes, one per browser, never without end. */
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createLogins, loginMs, type NewLogin } from '../../main/bridge/identity/logins.ts'
import { seal, unseal } from '../../main/bridge/identity/sealed.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

const secrets = { verifier: 'the verifier', nonce: 'the nonce' }

function fresh(freeBytes?: () => number) {
  let now = 1_000_000
  const store = openStore({
    path: join(temporaryFolder(), 'bridge.db'),
    ...(freeBytes && { freeBytes }),
  })
  onTestFinished(() => store.close())
  const logins = createLogins({ store, clock: { now: () => now }, onChange: () => {} })
  const rows = () =>
    Number(store.db.prepare('SELECT count(*) AS n FROM upstream_logins').get()?.['n'])
  return { store, logins, rows, pass: (ms: number) => void (now += ms) }
}

const signIn = (browser: string, purpose: NewLogin['purpose'] = 'sign-in'): NewLogin => ({
  purpose,
  browser,
  origin: 'https://bridge.example',
  callback: 'https://bridge.example/oauth2/callback',
  issuer: 'https://tenant.example/',
  clientId: 'bridge',
  binds: false,
})

it('is found by its state alone, and taken once by whoever is first', async () => {
  const { logins } = fresh()
  const { id } = await logins.begin(signIn('uid'), 'state', secrets)
  expect(logins.find('state')?.id).toBe(id)
  for (const other of ['', 'State', id, null]) expect(logins.find(other)).toBeUndefined()
  const taken = await Promise.all([
    logins.take('state'),
    logins.take('state'),
    logins.take('state'),
  ])
  expect(taken.filter(Boolean)).toEqual([secrets])
  expect(logins.find('state')).toBeUndefined()
})

it('ends after ten minutes', async () => {
  const { logins, pass } = fresh()
  await logins.begin(signIn('uid'), 'state', secrets)
  pass(loginMs - 1)
  expect(logins.find('state')).toBeDefined()
  pass(1)
  expect(logins.find('state')).toBeUndefined()
})

it('gives way to the next one of the same sign-in, so that a flood of clicks leaves one', async () => {
  const { logins, rows } = fresh()
  for (const state of ['first', 'second', 'third'])
    await logins.begin(signIn('uid'), state, secrets)
  await logins.begin(signIn('another'), 'fourth', secrets)
  expect(rows()).toBe(2)
  expect(logins.find('first')).toBeUndefined()
  expect(logins.find('third')).toBeDefined()
})

it('is forgotten once it has had its time and many others came', async () => {
  const { logins, rows, pass } = fresh()
  for (let index = 0; index < 230; index += 1) {
    await logins.begin(signIn(`uid ${index}`), `state ${index}`, secrets)
    pass(1)
  }
  expect(rows()).toBe(230)
  pass(loginMs)
  await logins.begin(signIn('uid'), 'state', secrets)
  expect(rows()).toBeLessThan(205)
})

it('keeps tests in sight however many sign-ins strangers begin', async () => {
  const { logins, pass } = fresh()
  const test = await logins.prepare(signIn('', 'test'), 'ticket')
  for (let index = 0; index < 30; index += 1) {
    pass(1)
    await logins.begin(signIn(`uid ${index}`), `state ${index}`, secrets)
  }
  expect(logins.newest().map(({ id }) => id)).toContain(test.id)
})

it('takes a ticket for no state and a state for no ticket', async () => {
  const { logins } = fresh()
  await logins.prepare(signIn('', 'test'), 'ticket')
  await logins.begin(signIn('uid'), 'state', secrets)
  expect(logins.find('ticket')).toBeUndefined()
  expect(logins.prepared('state')).toBeUndefined()
  expect(await logins.embark('ticket', 'browser', 'new state', secrets)).toBe(true)
  expect(await logins.embark('ticket', 'browser', 'newer state', secrets)).toBe(false)
  expect(logins.find('new state')?.browser).toBe('browser')
})

it('is sealed: without the state, or with a changed byte, nothing comes out', () => {
  const sealed = seal('state', secrets)
  expect(unseal('state', sealed)).toEqual(secrets)
  expect(() => unseal('another', sealed)).toThrow()
  const bytes = Buffer.from(sealed, 'base64url')
  bytes[14] = (bytes[14] ?? 0) ^ 1
  expect(() => unseal('state', bytes.toString('base64url'))).toThrow()
  expect(seal('state', secrets)).not.toBe(sealed)
})

it('does not begin on a disk that is full, and leaves the earlier one of the browser alone', async () => {
  let free = 1024 ** 3
  const { logins, rows, store } = fresh(() => free)
  await logins.begin(signIn('uid'), 'early', secrets)
  await logins.prepare(signIn('uid', 'test'), 'ticket')
  free = 0
  // More than was free a moment ago, so that the disk is asked again.
  expect(store.room.has(1024 ** 3)).toBe(false)
  const full = { code: 'disk-full' }
  await expect(logins.begin(signIn('uid'), 'late', secrets)).rejects.toMatchObject(full)
  await expect(logins.embark('ticket', 'browser', 'state', secrets)).rejects.toMatchObject(full)
  expect([rows(), logins.find('early')?.browser, logins.find('late')]).toEqual([
    2,
    'uid',
    undefined,
  ])
  expect(logins.prepared('ticket')).toBeDefined()
})
