/** Subscribing: what is checked, in which order, and what a repeated call means (SEP-3415). */
import { expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { echo, openCallback, status } from '../fakes/callback/callback.ts'
import { newWorld, openWebhooks, secret, subscriber, watching } from './open-webhooks.ts'

async function refused(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('it was let through'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof BridgeError)) throw error
  const { reason } = error.details
  return reason === undefined ? error.code : `${error.code}: ${reason}`
}

it('asks the callback for its challenge, signed, before it subscribes', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const answer = await webhooks.subscribe(
    subscriber(world, 'chatgpt'),
    watching(callback.url('/hook?key=1')),
  )
  expect(answer).toEqual({
    id: expect.stringMatching(/^sub_[0-9a-f]{32}$/) as string,
    refreshBefore: new Date(world.now + 7 * 86_400_000).toISOString(),
    cursor: '0',
    truncated: false,
  })
  const [challenge] = callback.challenges
  expect(challenge?.path).toBe('/hook?key=1')
  expect(challenge?.headers['x-mcp-subscription-id']).toBe(answer.id)
  expect(challenge?.json.challenge).toMatch(/^[\w-]{43}$/)
  const { 'webhook-timestamp': at } = challenge?.headers ?? {}
  expect(at).toBe(String(world.now / 1000))
  const signed = new Webhook(secret(1)).sign(
    String(challenge?.headers['webhook-id']),
    new Date(world.now),
    challenge?.body ?? '',
  )
  expect(challenge?.headers['webhook-signature']).toBe(signed)
})

it.each([
  [
    'another challenge',
    (r: Parameters<typeof echo>[0]) => void r.end(JSON.stringify({ challenge: 'x'.repeat(43) })),
    'challenge_failed',
  ],
  ['no JSON', (r: Parameters<typeof echo>[0]) => void r.end('yes'), 'challenge_failed'],
  ['nothing', status(204), 'challenge_failed'],
  ['a redirect', status(307, { location: '/ok' }), 'challenge_failed'],
  [
    'the challenge with an error',
    (r: Parameters<typeof echo>[0], p: Parameters<typeof echo>[1]) =>
      void r.writeHead(500).end(JSON.stringify({ challenge: p.json.challenge })),
    'challenge_failed',
  ],
  [
    'an encoded body',
    (r: Parameters<typeof echo>[0]) =>
      void r.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    'encoded_answer',
  ],
  [
    'too much',
    (r: Parameters<typeof echo>[0]) => void r.end('y'.repeat(200_000)),
    'answer_too_large',
  ],
  ['a cut connection', (r: Parameters<typeof echo>[0]) => void r.destroy(), 'connection_failed'],
])('refuses a callback that answers with %s', async (_name, answer, reason) => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  callback.onChallenge = answer
  const asked = webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  expect(await refused(asked)).toBe(`callback-refused: ${reason}`)
  expect(callback.challenges).toHaveLength(1)
  expect(webhooks.list()).toEqual([])
})

it('looks at the secret before anything else, and at the rest before it calls anybody', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const who = subscriber(world, 'chatgpt')
  const ask = (more: object) =>
    refused(webhooks.subscribe(who, { ...watching(callback.url()), ...more }))
  const delivery = (more: object) => ({
    delivery: { mode: 'webhook', url: callback.url(), secret: secret(1), ...more },
  })
  for (const bad of [
    secret(1, 23),
    secret(1, 65),
    `whsec_${Buffer.alloc(24, 255).toString('base64url')}`,
    'x',
    7,
    undefined,
  ]) {
    expect(await ask({ name: 'nothing', ...delivery({ secret: bad }) })).toBe('invalid-input')
  }
  expect(await ask({ name: 'nothing' })).toBe('unknown-event')
  expect(await ask({ name: 'constructor' })).toBe('unknown-event')
  expect(await ask(delivery({ mode: 'poll' }))).toBe('invalid-input')
  for (const args of [{ to: 'x' }, { from: 'Not A Name' }, { thread: 7 }, [], 'x']) {
    expect(await ask({ arguments: args })).toBe('invalid-input')
  }
  for (const ttlMs of [0, -1, '60000', 1.5, true])
    expect(await ask({ ttlMs })).toBe('invalid-input')
  for (const cursor of ['later', '5', 5, '-1']) expect(await ask({ cursor })).toBe('invalid-input')
  expect(await ask(delivery({ url: 7 }))).toBe('invalid-input')
  expect(callback.challenges).toEqual([])
})

it.each([[secret(2, 24)], [secret(2, 64)], [secret(250, 25).replace(/=+$/, '')]])(
  'takes the secret %s',
  async (key) => {
    const world = newWorld()
    const { webhooks } = openWebhooks(world)
    const callback = await openCallback()
    await webhooks.subscribe(
      subscriber(world, 'chatgpt'),
      watching(callback.url(), { secret: key }),
    )
    expect(webhooks.list()).toHaveLength(1)
  },
)

it.each([
  [1_000, 3_600_000],
  [86_400_000, 86_400_000],
  [1e15, 604_800_000],
  [null, 604_800_000],
])('answers a request for %s ms with %s', async (ttlMs, granted) => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const { refreshBefore } = await webhooks.subscribe(
    subscriber(world, 'chatgpt'),
    watching(callback.url(), { ttlMs }),
  )
  expect(Date.parse(refreshBefore) - world.now).toBe(granted)
})

it('knows the same call again, whatever the order of its keys, and asks for a challenge once a day', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const who = subscriber(world, 'chatgpt')
  const first = await webhooks.subscribe(
    who,
    watching(callback.url(), { arguments: { from: 'claude', thread: 't1' } }),
  )
  world.now += 60_000
  const again = await webhooks.subscribe(
    who,
    watching(callback.url(), { arguments: { thread: 't1', from: 'claude' } }),
  )
  expect(again.id).toBe(first.id)
  expect(Date.parse(again.refreshBefore) - Date.parse(first.refreshBefore)).toBe(60_000)
  expect(callback.challenges).toHaveLength(1)
  world.now += 86_400_000
  await webhooks.subscribe(
    who,
    watching(callback.url(), { arguments: { thread: 't1', from: 'claude' } }),
  )
  expect(callback.challenges).toHaveLength(2)
  expect(webhooks.list()).toHaveLength(1)
})

it('takes no filter, an empty one and null for the same', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const who = subscriber(world, 'chatgpt')
  const plain = watching(callback.url())
  const ids = [plain, { ...plain, arguments: {} }, { ...plain, arguments: null }]
  const answers = []
  for (const request of ids) answers.push((await webhooks.subscribe(who, request)).id)
  expect(new Set(answers).size).toBe(1)
})

it('the same callback of another participant is another subscription, which the first cannot end', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const mine = await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  const theirs = await webhooks.subscribe(subscriber(world, 'claude'), watching(callback.url()))
  expect(theirs.id).not.toBe(mine.id)
  await webhooks.unsubscribe(subscriber(world, 'claude'), watching(callback.url()))
  expect(webhooks.list().map(({ id }) => id)).toEqual([mine.id])
})

it('unsubscribing needs no secret, and one that is not there is no error', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const who = subscriber(world, 'chatgpt')
  await webhooks.subscribe(who, watching(callback.url()))
  const request = { name: 'message.received', delivery: { url: callback.url() } }
  await webhooks.unsubscribe(who, request)
  await webhooks.unsubscribe(who, request)
  expect(webhooks.list()).toEqual([])
})

it('needs the permission to read what the event tells of', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  const who = { ...subscriber(world, 'chatgpt'), scopes: new Set(['messages:read']) }
  const asked = webhooks.subscribe(who, watching(callback.url(), { name: 'file.changed' }))
  expect(await refused(asked)).toBe('insufficient-scope')
  expect(callback.challenges).toEqual([])
})

it('a sign-in that ends while its callback is asked gets no subscription', async () => {
  const world = newWorld()
  const { webhooks } = openWebhooks(world)
  const callback = await openCallback()
  callback.onChallenge = (res, posted) => {
    world.standings.clear()
    echo(res, posted)
  }
  const asked = webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  expect(await refused(asked)).toBe('insufficient-scope')
  expect(webhooks.list()).toEqual([])
})

it('says that something may have been missed when a new subscription begins at an old cursor', async () => {
  const world = newWorld()
  const { webhooks, conversation } = openWebhooks(world)
  const callback = await openCallback()
  await conversation.addParticipant('claude')
  await conversation.note('claude', 'one')
  await conversation.note('claude', 'two')
  const answer = await webhooks.subscribe(
    subscriber(world, 'chatgpt'),
    watching(callback.url(), { cursor: '1' }),
  )
  expect(answer).toMatchObject({ cursor: '2', truncated: true })
})

it('keeps neither secret nor address in the database in clear', async () => {
  const world = newWorld()
  const { webhooks, store } = openWebhooks(world)
  const callback = await openCallback()
  await webhooks.subscribe(
    subscriber(world, 'chatgpt'),
    watching(callback.url('/hook?key=routing-secret')),
  )
  const rows = JSON.stringify(
    store.db.prepare('SELECT *, CAST(sealed AS TEXT) AS text FROM event_subscriptions').all(),
  )
  expect(rows).not.toContain('routing-secret')
  expect(rows).not.toContain(secret(1).slice(6, 20))
})
