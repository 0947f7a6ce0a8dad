/** A data folder from before clients could be limited to their own conversation. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrations } from '../../main/bridge/store/migrations.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

test('keeps who was in reading the whole, and knows what is whose', async () => {
  const path = join(temporaryFolder(), 'bridge.db')
  const which = migrations.findIndex(({ name }) => name.endsWith('own-conversation'))
  const before = openStore({ path, format: migrations.slice(0, which) })
  before.db.exec(`
    INSERT INTO log VALUES (1, 'message', 1, 'claude', 1, NULL, NULL, x'00', x'00');
    INSERT INTO log VALUES (2, 'note', 2, 'chatgpt', NULL, NULL, 'a note', x'00', x'00');
    INSERT INTO log VALUES (3, 'acknowledged', 3, 'owner', NULL, 'm1', '', x'00', x'00');
    INSERT INTO threads (id, title, participants, messages, last_seq, last_at) VALUES (1, 'hi', '[]', 1, 1, 1);
    INSERT INTO messages (seq, thread, sender, recipients, text, importance, reply_to, sent_at) VALUES (1, 1, 'claude', '["owner"]', 'hi', 'normal', NULL, 1);
    INSERT INTO deliveries (participant, seq, ordinal) VALUES ('owner', 1, 1);
    INSERT INTO grant_participants VALUES ('grant', 'claude');
    INSERT INTO oauth_clients (client_id, registered_by, name, metadata, participant, scopes, created_at)
      VALUES ('in', 'manual', 'In', '{}', 'claude', '', 1), ('out', 'manual', 'Out', '{}', NULL, '', 1);
  `)
  await before.close()
  const after = openStore({ path })
  const all = (sql: string) => after.db.prepare(sql).all()
  expect(all('SELECT participant, seq, thread FROM own_entries ORDER BY seq, participant')).toEqual(
    [
      { participant: 'claude', seq: 1, thread: 1 },
      { participant: 'owner', seq: 1, thread: 1 },
      { participant: 'chatgpt', seq: 2, thread: null },
    ],
  )
  expect(all('SELECT grant_id, reads FROM grant_participants')).toEqual([
    { grant_id: 'grant', reads: 'whole' },
  ])
  expect(all('SELECT client_id, reads FROM oauth_clients ORDER BY client_id')).toEqual([
    { client_id: 'in', reads: 'whole' },
    { client_id: 'out', reads: 'own' },
  ])
  await after.close()
})
