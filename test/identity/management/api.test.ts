/** The wrapper around the Management API: its pace, its patience, and what it never tells. */
import { expect, it } from 'vitest'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import { createManagementApi } from '../../../main/bridge/identity/management/api.ts'

/** An API of which every answer is made here, and a clock that waiting moves. */
function pretended(answers: Response[]) {
  let now = 1_000_000
  const at: number[] = []
  const api = createManagementApi({
    token: { value: 'a.secret.token', domain: 't.example', apiUrl: 'https://t.example/api/v2/' },
    clock: { now: () => now },
    wait: async (ms) => void (now += ms),
    fetch: async () => {
      at.push(now)
      return answers.shift() ?? Response.json({})
    },
  })
  const get = () => api({ method: 'GET', path: 'clients', about: 'the applications' })
  return { get, at, start: 1_000_000 }
}

const limited = (headers: Record<string, string>) => new Response('', { status: 429, headers })

it('asks at most twice a second, also when it is called all at once', async () => {
  const { get, at, start } = pretended([])
  await Promise.all([get(), get(), get(), get()])
  expect(at).toEqual([start, start + 500, start + 1_000, start + 1_500])
})

it('waits as long as Retry-After asks (RFC 9110 §10.2.3)', async () => {
  const { get, at, start } = pretended([limited({ 'retry-after': '7' })])
  await get()
  expect(at).toEqual([start, start + 7_000])
})

it('waits until x-ratelimit-reset where there is no Retry-After', async () => {
  const { get, at, start } = pretended([limited({ 'x-ratelimit-reset': '1005' })])
  await get()
  expect(at).toEqual([start, start + 5_000])
})

it('does not keep the owner waiting for more than a minute', async () => {
  const { get, at } = pretended([limited({ 'retry-after': '3600' })])
  await expect(get()).rejects.toMatchObject({
    code: 'upstream-rate-limited',
    message: expect.stringContaining('3600 seconds') as string,
  })
  expect(at).toHaveLength(1)
})

it('gives up when it is told to wait again and again', async () => {
  const { get, at } = pretended(Array.from({ length: 9 }, () => limited({ 'retry-after': '1' })))
  await expect(get()).rejects.toMatchObject({ code: 'upstream-rate-limited' })
  expect(at).toHaveLength(4)
})

it('goes on with the next call after one that failed', async () => {
  const { get } = pretended([Response.json({ message: 'No' }, { status: 400 })])
  await expect(get()).rejects.toMatchObject({ code: 'auth0-api-failed' })
  expect(await get()).toEqual({})
})

it('never tells the token, even when Auth0 repeats it', async () => {
  const { get } = pretended([new Response('a.secret.token is wrong', { status: 500 })])
  const thrown: unknown = await get().catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(BridgeError)
  expect(JSON.stringify((thrown as BridgeError).answer())).not.toContain('a.secret.token')
})
