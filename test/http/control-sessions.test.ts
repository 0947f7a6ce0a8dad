/** A cookie of the panel is worth something only as long as its session lives. */
import { expect, it } from 'vitest'
import { createControlSessions } from '../../main/bridge/http/control-sessions.ts'

it('a cookie ends with its session, a week after it was last used', () => {
  let now = 0
  const week = 7 * 24 * 3_600_000
  const sessions = createControlSessions({ now: () => now })
  const secrets = sessions.redeem(sessions.launchToken())
  if (!secrets) throw new Error('the launch token was refused')
  now = week - 1
  expect(sessions.knowsCookie(secrets.cookie)).toBe(true)
  // Asking for files does not keep it alive; being signed in does.
  now = week
  expect(sessions.knowsCookie(secrets.cookie)).toBe(false)
  expect(sessions.isSignedIn(secrets)).toBe(false)
})
