/** What leaves the computer in a diagnostics file, of rows that name a place or somebody. */
import { expect, it } from 'vitest'
import { silentLog, systemClock } from '../../../main/bridge/base/ports.ts'
import { createTraffic } from '../../../main/bridge/traffic/traffic.ts'

it('names neither the public address nor whom a link speaks as', async () => {
  const traffic = createTraffic({ clock: systemClock, log: silentLog, rows: 10 })
  const note = (kind: 'tunnel' | 'link' | 'oauth', target: string) =>
    traffic.recorder.note({ kind, via: 'bridge', method: 'x', target, outcome: 'ok' })
  note('tunnel', 'The public address is https://ada.example.')
  note('link', 'ada')
  note('oauth', '/oauth2/token')
  const rows = await traffic.forDiagnostics(10)
  expect(rows.map(({ target }) => target)).toEqual(['', '', '/oauth2/token'])
})
