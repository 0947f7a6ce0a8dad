/** The steps as data: complete, with links and values to copy, and with what was found about each. */
import { expect, it } from 'vitest'
import { identityStepSchema } from '../../../main/contract/identity.ts'
import { allCallbacks, startGuideWorld } from '../guide-world.ts'

it.each(['auth0', 'oidc'] as const)(
  '%s: every step says what, why, and what it must read',
  async (provider) => {
    const at = await startGuideWorld()
    const steps = await at.invoke('identity.steps', { provider })
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
    for (const step of steps) {
      expect(identityStepSchema.parse(step)).toEqual(step)
      for (const text of [step.title, step.why, step.expect, ...step.do]) expect(text).not.toBe('')
      expect(step.do).not.toEqual([])
      expect(step.check).toMatchObject({ state: 'unknown', at: null })
    }
    const fields = steps.flatMap(({ enter }) => enter)
    expect(fields.map(({ field }) => field)).toEqual(['domain', 'clientId', 'clientSecret'])
    expect(fields.find(({ field }) => field === 'clientSecret')?.secret).toBe(true)
  },
)

it('gives the callback lines to the letter, one by one and all at once', async () => {
  const at = await startGuideWorld()
  const steps = await at.invoke('identity.steps', { provider: 'auth0' })
  const values = steps.find(({ id }) => id === 'callbacks')?.copy.map(({ value }) => value)
  expect(values).toEqual([allCallbacks.join(', '), ...allCallbacks])
})

it('links into the application once its client id is known', async () => {
  const at = await startGuideWorld()
  const open = async (clientId?: string) => {
    const draft = { provider: 'auth0' as const, ...(clientId && { clientId }) }
    const steps = await at.invoke('identity.steps', draft)
    return steps.find(({ id }) => id === 'connection')?.open?.url
  }
  expect(await open()).toBe('https://manage.auth0.com/#/applications')
  expect(await open('abc')).toBe('https://manage.auth0.com/#/applications/abc/connections')
})

it('has the steps of an API only with an audience', async () => {
  const at = await startGuideWorld()
  const ids = async (audience?: string) => {
    const draft = { provider: 'auth0' as const, ...(audience && { audience }) }
    return (await at.invoke('identity.steps', draft)).map(({ id }) => id)
  }
  expect(await ids()).not.toContain('api')
  expect(await ids('urn:mine')).toEqual(
    expect.arrayContaining(['api', 'user-access', 'client-access']),
  )
})

it('remembers what was found for exactly that set-up, and keeps no draft', async () => {
  const at = await startGuideWorld()
  const draft = { provider: 'auth0', domain: at.auth0.origin, clientId: 'abc' } as const
  await at.invoke('identity.check', { ...draft, step: 'domain' })
  const domainOf = async (wanted: { provider: 'auth0'; domain?: string; clientId?: string }) =>
    (await at.invoke('identity.steps', wanted)).find(({ id }) => id === 'domain')?.check
  expect(await domainOf(draft)).toMatchObject({ state: 'ok', at: new Date(at.now()).toISOString() })
  expect((await domainOf({ ...draft, domain: at.auth0.custom.origin }))?.state).toBe('unknown')
  expect((await domainOf({ provider: 'auth0' }))?.state).toBe('unknown')
  expect(await at.invoke('identity.status')).toMatchObject({ issuer: null, clientId: null })
})

it('knows the owner who is bound at this provider, and not at another', async () => {
  const at = await startGuideWorld({
    identity: {
      saved: { provider: 'auth0', issuer: 'https://mine.example/', clientId: 'abc' },
      owner: {
        issuer: 'https://mine.example/',
        subject: 'auth0|1',
        name: 'Ada',
        boundAt: '2026-01-01',
      },
    },
  })
  const test = async (domain?: string) => {
    const draft = { provider: 'auth0' as const, ...(domain && { domain }) }
    return (await at.invoke('identity.steps', draft)).find(({ id }) => id === 'test')?.check
  }
  expect(await test()).toMatchObject({ state: 'ok', detail: 'Ada is bound as the owner.' })
  expect(await test('other.example')).toMatchObject({ state: 'unknown' })
})
