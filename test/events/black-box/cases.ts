/**
 * What a subscriber can find out about a server of MCP Events from outside, as cases with an outcome in words: first ours,
 * then that of mcp-webhook-events 0.2.0 where it differs. docs/events.md explains each difference.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Webhook } from 'standardwebhooks'
import { echo, status, type FakeCallback, type Posted } from '../../fakes/callback/callback.ts'
import { secret } from '../open-webhooks.ts'
import type { Answer, Target } from './target.ts'

export interface Case {
  name: string
  /** `expected`: what is waited for, so that a slow machine makes no other outcome. */
  run(target: Target, expected: unknown): Promise<unknown>
  ours: unknown
  /** Left out where it is the same. */
  theirs?: unknown
}

type Answers = FakeCallback['onEvent']

const first = secret(1, 32)
const large = 'x'.repeat(200_000)
/** Long enough for our second attempt, and far from the 30 seconds of the other's. */
const soonMs = 2_500

const watch = (target: Target, path = '/hook', more: { secret?: string } = {}) => ({
  name: 'message.received',
  arguments: {},
  delivery: { mode: 'webhook', url: target.callback.url(path), secret: more.secret ?? first },
})
const subscribe = (target: Target, path?: string, more?: { secret?: string }) =>
  target.call('events/subscribe', watch(target, path, more))
const words = ({ error }: Answer): string =>
  error ? [error.code, error.data?.reason].filter((one) => one !== undefined).join(' ') : 'yes'

/** How a challenge is answered, and whether that subscribes. */
const challenged = (name: string, onChallenge: Answers, ours: string, theirs?: string): Case => ({
  name: `a challenge that is answered with ${name}`,
  async run(target) {
    target.callback.onChallenge = onChallenge
    return words(await subscribe(target))
  },
  ours,
  ...(theirs !== undefined && { theirs }),
})

const withSecret = (name: string, given: string, ours: string, theirs?: string): Case => ({
  name: `a secret of ${name}`,
  run: async (target) => words(await subscribe(target, '/hook', { secret: given })),
  ours,
  ...(theirs !== undefined && { theirs }),
})

/** How often an event is sent whose answer is this, and whether the next one is sent while it waits. */
const answered = (name: string, onEvent: Answers, ours: Sent, theirs?: Sent): Case => ({
  name: `an event that is answered with ${name}`,
  async run(target, expected) {
    const { callback } = target
    const { posts, next } = expected as Sent
    /** So many as are expected may take a moment; what comes beyond them is counted, too. */
    const came = (count: number) => callback.received(count).catch(() => {})
    await subscribe(target)
    callback.onEvent = onEvent
    await target.publish()
    await came(1)
    const id = callback.events[0]?.json.eventId
    await target.pass(soonMs)
    await came(posts)
    callback.onEvent = status(204)
    await target.publish()
    await came(posts + (next ? 1 : 0))
    await target.pass(soonMs)
    const same = callback.events.filter(({ json }) => json.eventId === id).length
    return { posts: same, next: callback.events.length > same }
  },
  ours,
  ...(theirs && { theirs }),
})

interface Sent {
  posts: number
  next: boolean
}

const once = { posts: 1, next: true }
/** Tried again within seconds, and the next one waits its turn. */
const again = { posts: 2, next: false }

function signedBy({ headers, body }: Posted, key: string): boolean {
  try {
    new Webhook(key).verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}

export const cases: readonly Case[] = [
  challenged('it', echo, 'yes'),
  challenged(
    'another',
    (res) => void res.writeHead(200).end('{"challenge":"another"}'),
    '-32015 challenge_failed',
  ),
  challenged(
    'it as plain text',
    (res, { json }) => void res.writeHead(200).end(json.challenge),
    '-32015 challenge_failed',
  ),
  challenged('nothing', status(204), '-32015 challenge_failed'),
  challenged(
    'it in a 500',
    (res, { json }) => void res.writeHead(500).end(JSON.stringify({ challenge: json.challenge })),
    '-32015 challenge_failed',
  ),
  challenged('a redirect', status(307, { location: '/elsewhere' }), '-32015 challenge_failed'),
  challenged(
    'it, encoded',
    (res, { json }) =>
      void res
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(JSON.stringify({ challenge: json.challenge }))),
    '-32015 encoded_answer',
    '-32015 challenge_failed',
  ),
  challenged(
    'it, in 200 kB',
    (res, { json }) =>
      void res.writeHead(200).end(JSON.stringify({ challenge: json.challenge, large })),
    '-32015 answer_too_large',
    '-32015 challenge_failed',
  ),
  withSecret('23 bytes', secret(1, 23), '-32602'),
  withSecret('24 bytes', secret(1, 24), 'yes'),
  withSecret('64 bytes', secret(1, 64), 'yes'),
  withSecret('65 bytes', secret(1, 65), '-32602'),
  withSecret('32 bytes without padding', secret(1, 32).replace(/=+$/, ''), 'yes', '-32602'),
  answered('204', status(204), once),
  answered('410', status(410), { posts: 1, next: false }),
  answered('413', status(413), once),
  answered('503', status(503), again, once),
  answered('401', status(401), again, once),
  answered('a redirect', status(307, { location: '/elsewhere' }), again, once),
  answered('200 and 200 kB', (res) => void res.writeHead(200).end(large), again, once),
  answered(
    'an encoded 200',
    (res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
    again,
    once,
  ),
  {
    name: 'what an event is signed with, and named by',
    async run(target) {
      const { id } = (await subscribe(target)).result ?? {}
      await target.publish()
      const [posted] = await target.callback.received(1)
      if (!posted) return undefined
      const forged = { ...posted, body: posted.body.replace('{', '{ ') }
      const { headers, json } = posted
      return {
        signed: signedBy(posted, first),
        forged: signedBy(forged, first),
        another: signedBy(posted, secret(2, 32)),
        id: headers['webhook-id'] === json.eventId,
        subscription: headers['x-mcp-subscription-id'] === id,
      }
    },
    ours: { signed: true, forged: false, another: false, id: true, subscription: true },
  },
  {
    name: 'a changed secret: both sign, under the same subscription',
    async run(target) {
      const before = await subscribe(target)
      const after = await subscribe(target, '/hook', { secret: secret(2, 32) })
      await target.publish()
      const [posted] = await target.callback.received(1)
      return {
        same: before.result?.['id'] === after.result?.['id'],
        signed: posted && [first, secret(2, 32)].map((key) => signedBy(posted, key)),
      }
    },
    ours: { same: true, signed: [true, true] },
  },
  {
    name: 'a second caller at the same callback has a subscription of its own',
    async run(target) {
      const one = await subscribe(target)
      const other = await target.call('events/subscribe', watch(target), 'claude')
      return one.result?.['id'] !== other.result?.['id']
    },
    ours: true,
    theirs: false,
  },
  {
    name: 'a receiver that is silent keeps no other waiting',
    async run(target) {
      const { callback } = target
      await subscribe(target, '/silent')
      await subscribe(target, '/other')
      const held: (() => void)[] = []
      callback.onEvent = (res, { path }) =>
        path === '/other' ? void res.writeHead(204).end() : void held.push(() => res.end())
      await target.publish()
      await callback.received(1)
      const other = () => callback.events.some(({ path }) => path === '/other')
      for (let looks = 0; looks < 40 && !other(); looks += 1) await delay(10)
      const told = other()
      callback.onEvent = status(204)
      for (const answer of held) answer()
      return told
    },
    ours: true,
    theirs: false,
  },
  {
    name: 'unsubscribing: what is not there is no error, and nothing more is sent',
    async run(target) {
      const none = words(await target.call('events/unsubscribe', watch(target, '/none')))
      await subscribe(target)
      const gone = words(await target.call('events/unsubscribe', watch(target)))
      await target.publish()
      await target.pass(soonMs)
      return { none, gone, posts: target.callback.events.length }
    },
    ours: { none: 'yes', gone: 'yes', posts: 0 },
  },
  {
    name: 'after a restart the subscription is there, under its id',
    async run(target) {
      const before = await subscribe(target)
      await target.restart()
      await target.publish()
      await target.callback.received(1)
      const after = await subscribe(target)
      return before.result?.['id'] === after.result?.['id']
    },
    ours: true,
  },
  {
    name: 'the position an event and a subscription give',
    async run(target) {
      const { cursor } = (await subscribe(target)).result ?? {}
      await target.publish()
      const [posted] = await target.callback.received(1)
      return [typeof cursor, typeof posted?.json['cursor']]
    },
    ours: ['string', 'string'],
    theirs: ['object', 'object'],
  },
]
