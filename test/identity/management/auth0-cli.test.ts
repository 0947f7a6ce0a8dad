/** The owner's own `auth0` command line: found, offered, and run only when the owner says so. */
import { expect, it } from 'vitest'
import { installAuth0Command } from '../../fakes/auth0-command.ts'
import { startGuideWorld } from '../guide-world.ts'

// The double lets a program that is started anew for each request ask as fast as it can.
const rate = { perSecond: 1_000, burst: 1_000 }

it('is not offered where it is not installed', async () => {
  const at = await startGuideWorld({ env: { PATH: '/nowhere' } })
  expect(await at.invoke('identity.tools')).toEqual({ auth0: null })
  await expect(at.invoke('identity.plan', { by: 'auth0-cli' })).rejects.toMatchObject({
    code: 'auth0-cli-failed',
    message: expect.stringContaining('not installed') as string,
  })
})

it('is offered with the exact line that signs it in, and not run for that', async () => {
  const command = await installAuth0Command()
  const at = await startGuideWorld({ env: { PATH: command.path } })
  const { auth0 } = await at.invoke('identity.tools')
  expect(auth0?.path).toContain(command.path)
  expect(auth0?.login).toMatch(/^auth0 login --scopes "create:clients,read:clients,/)
  expect(await command.ran()).toEqual([])
})

it('says that it is not signed in, in its own words', async () => {
  const command = await installAuth0Command()
  const at = await startGuideWorld({ env: { PATH: command.path } })
  await expect(at.invoke('identity.plan', { by: 'auth0-cli' })).rejects.toMatchObject({
    code: 'auth0-cli-failed',
    message: expect.stringContaining('Not logged in') as string,
  })
})

it('sets Auth0 up without a token, and a second run changes nothing', async () => {
  const command = await installAuth0Command()
  const at = await startGuideWorld({ env: { PATH: command.path }, rate })
  await command.signIn(at.auth0)
  await at.invoke('identity.save', { provider: 'auth0', domain: at.auth0.origin })
  const report = await at.invoke('identity.apply', { by: 'auth0-cli' })
  for (const { state } of report) expect(['done', 'unchanged']).toContain(state)
  const [client] = at.auth0.tenant.clients.values()
  expect(await at.secret()).toBe(client?.client_secret)
  // Nothing secret is ever an argument.
  const secret = client?.client_secret ?? 'none was made'
  expect(JSON.stringify(await command.ran())).not.toContain(secret)

  const writes = async () =>
    (await command.ran()).filter(([, method]) => method === 'post' || method === 'patch').length
  const before = await writes()
  expect(before).toBeGreaterThan(0)
  const again = await at.invoke('identity.apply', { by: 'auth0-cli' })
  expect(new Set(again.map(({ state }) => state))).toEqual(new Set(['unchanged']))
  expect(await writes()).toBe(before)
})

it('explains what Auth0 answered, though the program itself ends well', async () => {
  const command = await installAuth0Command()
  const at = await startGuideWorld({
    env: { PATH: command.path },
    rate: { perSecond: 0.01, burst: 1 },
  })
  await command.signIn(at.auth0)
  await at.invoke('identity.save', { provider: 'auth0', domain: at.auth0.origin })
  await expect(at.invoke('identity.plan', { by: 'auth0-cli' })).rejects.toMatchObject({
    code: 'upstream-rate-limited',
  })
})
