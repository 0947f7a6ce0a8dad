/** Ending what was let in: at once in memory, and with everything that came from it on disk. */
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../main/bridge/base/ports.ts'
import { createDeniedTokens } from '../../main/bridge/oauth/tokens/denied-tokens.ts'
import { createGrants } from '../../main/bridge/oauth/tokens/grants.ts'
import { assertParticipant } from '../../main/bridge/oauth/approval/participant-name.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

function freshStore() {
  const store = openStore({ path: join(temporaryFolder(), 'bridge.db') })
  onTestFinished(() => store.close())
  return store
}

it('a grant takes its codes and refresh tokens with it, and those of no other', async () => {
  const store = freshStore()
  let changes = 0
  const put = (model: string, id: string, grant: string | null) =>
    store.db
      .prepare('INSERT INTO oidc (model, id, payload, grant_id) VALUES (?, ?, ?, ?)')
      .run(model, id, JSON.stringify({ clientId: 'c' }), grant)
  for (const grant of ['ended', 'other']) {
    put('Grant', grant, null)
    put('AuthorizationCode', `${grant} code`, grant)
    put('RefreshToken', `${grant} token`, grant)
  }
  const grants = createGrants({ store, onChange: () => (changes += 1) })
  await grants.speakAs('ended', 'claude', 'whole')
  const before = changes
  const ending = grants.end('ended')
  expect([grants.isAlive('ended'), grants.participantOf('ended')]).toEqual([false, undefined])
  expect(grants.readsOf('ended')).toBe('own')
  expect(changes).toBe(before + 1)
  await ending
  const left = store.db.prepare('SELECT id FROM oidc ORDER BY id').all()
  expect(left.map((row) => row['id'])).toEqual(['other', 'other code', 'other token'])
  expect(store.db.prepare('SELECT * FROM grant_participants').all()).toEqual([])
})

it('a revoked access token is told of at once, before the disk has it', async () => {
  let notified = 0
  const denied = createDeniedTokens({
    store: freshStore(),
    clock: systemClock,
    onChange: () => (notified += 1),
  })
  const adding = denied.add('jti', 4_000_000_000)
  expect([denied.has('jti'), notified]).toEqual([true, 1])
  await adding
})

it('no client is made to speak as the owner', () => {
  const refused = (participant: string) => {
    try {
      assertParticipant(participant)
      return undefined
    } catch (error) {
      return (error as { code?: unknown }).code
    }
  }
  expect(refused('owner')).toBe('owner-reserved')
  expect(['Owner', ' owner', 'owner ', ''].map(refused)).toEqual(
    Array.from({ length: 4 }, () => 'invalid-participant'),
  )
  expect(refused('claude')).toBeUndefined()
})
