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
  stability: 'It lives as long as the bridge.',
  lastProbe: { at, ok: true, tookMs: 1, detail: 'It answers.' },
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

it('says in local time until when it waits', () => {
  const waiting = { reason: 'too many were asked for', until: at }
  expect(tunnelSentence({ ...status, state: 'waiting', waiting })).toBe(
    `Waiting until ${localTime(at)}: too many were asked for.`,
  )
})
