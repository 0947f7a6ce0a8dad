/** The tenant log: entries that fit an attempt, in plain words, with a sign-up as an alarm. */
import { expect, it } from 'vitest'
import { visitAuth0 } from '../../fakes/auth0/visitor.ts'
import { writeLog } from '../../fakes/auth0/tenant-log.ts'
import { createRelyingParty } from '../../fakes/auth0/relying-party.ts'
import { publicCallback, startGuideWorld } from '../guide-world.ts'

async function startWithApp() {
  const at = await startGuideWorld()
  const app = at.auth0.addApp({ callbacks: ['https://elsewhere.example/'] })
  const { client_id: clientId, client_secret: clientSecret } = app
  const draft = { provider: 'auth0', domain: at.auth0.origin, clientId, clientSecret } as const
  await at.invoke('identity.save', draft)
  await at.invoke('identity.token', { token: await at.auth0.token() })
  return { at, app }
}

it('tells what Auth0 showed on its own page, with the line to paste', async () => {
  const { at, app } = await startWithApp()
  const party = await createRelyingParty(at.auth0.origin, app, publicCallback)
  await visitAuth0((await party.begin()).url)
  const [entry] = await at.invoke('identity.logs', {})
  expect(entry).toMatchObject({ type: 'f', problem: { code: 'upstream-callback-mismatch' } })
  expect(entry?.problem?.sentence).toContain(publicCallback)
  expect(entry?.problem?.link).toContain(app.client_id)
})

it('shows only the entries of this application', async () => {
  const { at } = await startWithApp()
  const other = at.auth0.addApp({})
  writeLog(at.auth0.tenant, 'fp', 'Wrong password', { client_id: other.client_id })
  expect(await at.invoke('identity.logs', {})).toEqual([])
})

it('raises an alarm when somebody made an account', async () => {
  const { at, app } = await startWithApp()
  writeLog(at.auth0.tenant, 'ss', '', { client_id: app.client_id })
  const [entry] = await at.invoke('identity.logs', {})
  expect(entry).toMatchObject({
    meaning: expect.stringContaining('ALARM') as string,
    problem: { code: 'auth0-signed-up', side: 'owner' },
  })
})

it('leaves out what happened long before the attempt', async () => {
  const { at, app } = await startWithApp()
  const { tenant } = at.auth0
  writeLog(tenant, 'fp', 'Wrong password', { client_id: app.client_id })
  const { attempt } = await at.invoke('identity.test', {})
  for (const entry of tenant.logs) entry.date = new Date(at.now() - 3_600_000).toISOString()
  writeLog(tenant, 'f', 'Callback URL mismatch.', { client_id: app.client_id })
  expect(await at.invoke('identity.logs', {})).toHaveLength(2)
  const fitting = await at.invoke('identity.logs', { attempt })
  expect(fitting.map(({ type }) => type)).toEqual(['f'])
})

it('needs a token that may read it', async () => {
  const { at } = await startWithApp()
  await at.invoke('identity.forget-token')
  await expect(at.invoke('identity.logs', {})).rejects.toMatchObject({ code: 'auth0-token-needed' })
})
