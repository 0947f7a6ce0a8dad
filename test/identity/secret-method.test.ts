/** The secret goes the way the application has, although the provider offers two and does not say which. */
import { expect, test } from 'vitest'
import { createEitherMethod, methodsOffered } from '../../main/bridge/identity/either-method.ts'
import { goThrough, startAuth0World } from './auth0-world.ts'
import { begin, mayCall, redeem } from './sign-in-world.ts'

test('a sign-in works where only Basic is taken, with the one code it has', async () => {
  const at = await startAuth0World()
  at.app.token_endpoint_auth_method = 'client_secret_basic'
  const begun = await begin(at)
  const end = await goThrough(begun)
  expect(await mayCall(at, await redeem(begun, end.at))).toBe(true)
})

const tokenEndpoint = 'https://login.example/token'
const options = (given: Record<string, string>) => ({
  method: 'POST',
  redirect: 'manual' as const,
  headers: { accept: 'application/json' },
  body: new URLSearchParams(given),
})

/** A provider that takes one way, and what it was sent. */
function provider(taken: 'basic' | 'post' | 'none', error = 'invalid_client') {
  const sent: string[] = []
  const fetch = async (_url: string, { headers, body }: ReturnType<typeof options>) => {
    const by = new Headers(headers).has('authorization') ? 'basic' : 'post'
    sent.push(`${by} ${new URLSearchParams(body).get('code')}`)
    return by === taken ? Response.json({}) : Response.json({ error }, { status: 401 })
  }
  const offered = methodsOffered(['client_secret_basic', 'client_secret_post'])
  const credentials = { clientId: 'a b', clientSecret: 's:e c' }
  const ask = createEitherMethod({ fetch: fetch as never, tokenEndpoint, offered, credentials })
  return { sent, ask }
}

test('the other way is tried once, and kept once it is the right one', async () => {
  const { ask, sent } = provider('basic')
  expect((await ask(tokenEndpoint, options({ code: '1' }))).status).toBe(200)
  expect((await ask(tokenEndpoint, options({ code: '2' }))).status).toBe(200)
  expect(sent).toEqual(['post 1', 'basic 1', 'basic 2'])
})

test('a wrong secret stays one: the first refusal is given, and nothing is tried a third time', async () => {
  for (const error of ['invalid_client', 'unauthorized_client', 'access_denied']) {
    const { ask, sent } = provider('none', error)
    const answer = await ask(tokenEndpoint, options({ code: '1' }))
    expect(await answer.json()).toEqual({ error })
    expect(sent).toEqual(['post 1', 'basic 1'])
  }
})

test('other refusals are not answered by trying again', async () => {
  const { ask, sent } = provider('none', 'invalid_grant')
  await ask(tokenEndpoint, options({ code: '1' }))
  expect(sent).toEqual(['post 1'])
})
