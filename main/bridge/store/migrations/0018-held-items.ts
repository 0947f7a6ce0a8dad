/**
 * What models sent and the owner has not let through yet. It lies here and nowhere else, so nothing that
 * reads messages, files, the log or the search can show it. And what the owner has let through for good:
 * whole threads, and findings of the secret scan that are none, by a hash under a key of this database.
 */
export const heldItems = `
CREATE TABLE held_items (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'note', 'file', 'hand-in')),
  participant TEXT NOT NULL REFERENCES participants (id),
  client TEXT NOT NULL,
  -- what was sent, as JSON; null once it is the message or the version it became
  request TEXT,
  -- sha256 of it, to tell a retry
  digest BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  -- which rule holds it, and what the scan found where, as JSON
  why TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'released', 'returned')),
  decided_at INTEGER,
  -- the owner's, for what was sent back
  reason TEXT,
  -- what went through in its place, when the owner changed it
  changed TEXT,
  -- the message or the version of the file it became
  result TEXT,
  -- the message it became, so that its text goes with the message's
  message INTEGER
) STRICT;
CREATE UNIQUE INDEX held_items_waiting ON held_items (participant, digest) WHERE state = 'held';
CREATE INDEX held_items_by_message ON held_items (message) WHERE message IS NOT NULL;

CREATE TRIGGER held_texts_removed AFTER UPDATE OF text ON messages WHEN NEW.text = ''
BEGIN
  UPDATE held_items SET request = NULL, changed = NULL WHERE message = NEW.seq;
END;

CREATE TABLE threads_let_through (thread TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE scan_key (key BLOB NOT NULL) STRICT;
INSERT INTO scan_key VALUES (randomblob(32));
CREATE TABLE scan_allowed (fingerprint BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
`
