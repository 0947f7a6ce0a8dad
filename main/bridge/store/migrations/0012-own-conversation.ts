/**
 * What each participant wrote or was sent, by participant and by thread: so that a client which reads
 * only its own conversation is answered without looking at what others said. And which clients those
 * are. Whoever is in already goes on reading the whole, as they did; newcomers read their own.
 */
export const ownConversation = `
CREATE TABLE own_entries (
  participant TEXT NOT NULL,
  seq INTEGER NOT NULL,
  thread INTEGER,
  PRIMARY KEY (participant, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX own_entries_by_thread ON own_entries (participant, thread, seq)
  WHERE thread IS NOT NULL;

INSERT INTO own_entries
  SELECT by, seq, thread FROM log WHERE kind IN ('message', 'note', 'archived');
INSERT OR IGNORE INTO own_entries
  SELECT d.participant, d.seq, m.thread FROM deliveries d JOIN messages m ON m.seq = d.seq;

ALTER TABLE oauth_clients ADD COLUMN reads TEXT NOT NULL DEFAULT 'own'
  CHECK (reads IN ('whole', 'own'));
UPDATE oauth_clients SET reads = 'whole' WHERE participant IS NOT NULL;

ALTER TABLE grant_participants ADD COLUMN reads TEXT NOT NULL DEFAULT 'own'
  CHECK (reads IN ('whole', 'own'));
UPDATE grant_participants SET reads = 'whole';
`
