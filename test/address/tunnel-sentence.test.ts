/** The public address in one sentence. */
import { expect, it } from 'vitest'
import { localTime } from '../../main/bridge/base/local-time.ts'
import { tunnelSentence } from '../../main/bridge/address/tunnel-sentence.ts'

const at = '2026-11-21T12:00:30.123Z'

const status: Parameters<typeof tunnelSentence>[0] = {
  mode: 'quick',
  state: 'ready',
  since: at,
  publicUrl: 'https://name.example',
  hostname: 'name.example',
  stability: 'It lasts as long as the bridge.',
  lastProbe: { at, ok: true, tookMs: 1, detail: 'It answers.', by: 'outside' },
  lastError: null,
  waiting: null,
  protocol: null,
  cloudflared: null,
}

it('says in local time when it was seen from outside', () => {
  expect(tunnelSentence(status)).toBe(
    `Reachable from outside at https://name.example. Last checked from outside at ${localTime(at)}.`,
  )
})

it('does not say "from outside" of what only this network or a client has reached', () => {
  const sentence = (by: 'inside' | 'call') =>
    tunnelSentence({ ...status, lastProbe: { at, ok: true, tookMs: 1, detail: '', by } })
  expect(sentence('inside')).toMatch(
    /from this computer's network.*ChatGPT and Claude on the web cannot/,
  )
  expect(sentence('call')).toContain(`a client called through it at ${localTime(at)}`)
  expect(sentence('inside') + sentence('call')).not.toContain('from outside')
})

it('is calm about a program that was never fetched', () => {
  const lastError = {
    code: 'cloudflared-missing',
    cause: '',
    sentence: 'S',
    action: 'A',
    at,
  } as const
  const waiting = { reason: 'cloudflared is not on this computer yet', until: null }
  const sentence = tunnelSentence({
    ...status,
    state: 'waiting',
    publicUrl: null,
    lastError,
    waiting,
  })
  expect(sentence).toContain('Programs on this computer need neither')
})

it('says in local time until when it waits', () => {
  const waiting = { reason: 'too many were asked for', until: at }
  expect(tunnelSentence({ ...status, state: 'waiting', waiting })).toBe(
    `Waiting until ${localTime(at)}: too many were asked for.`,
  )
})
