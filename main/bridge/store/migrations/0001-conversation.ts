/**
 * Participants, log, messages, inboxes, files and search. One sequence (`log.seq`) numbers
 * everything that happens; messages, file versions and search rows reuse it as their key, so every
 * path from one to the other is a lookup by integer. Times are milliseconds since the epoch.
 */
export const conversation = `
CREATE TABLE participants (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- counters of the inbox, kept in the transaction that changes them: no count ever scans
  delivered INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  unacknowledged INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

INSERT INTO participants (id, name, created_at) VALUES
  ('owner', 'Owner', CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  ('claude', 'Claude', CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  ('chatgpt', 'ChatGPT', CAST(unixepoch('subsec') * 1000 AS INTEGER));

-- One row: the head of the chain, what is counted, and the key that signs cursors.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  head INTEGER NOT NULL,
  head_hash BLOB NOT NULL,
  -- log entries a reader sees: neither archived nor acknowledgements
  entries INTEGER NOT NULL,
  archived_to INTEGER NOT NULL,
  files INTEGER NOT NULL,
  cursor_key TEXT NOT NULL
) STRICT;

INSERT INTO conversation VALUES (1, 0, zeroblob(32), 0, 0, 0, hex(randomblob(16)));

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (
    kind IN ('message', 'note', 'file-written', 'file-deleted', 'archived', 'acknowledged')
  ),
  at INTEGER NOT NULL,
  by TEXT NOT NULL REFERENCES participants (id),
  thread INTEGER,
  -- file name; a message is found by the seq
  ref TEXT,
  -- null for messages: their text is in messages, once
  text TEXT,
  -- sha256 of what the entry is about
  digest BLOB NOT NULL,
  -- sha256 of the previous hash and this entry
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX log_by_thread ON log (thread, seq) WHERE thread IS NOT NULL;

-- A thread has the seq of its first message.
CREATE TABLE threads (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  participants TEXT NOT NULL,
  messages INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;
CREATE INDEX threads_by_last ON threads (last_seq);

CREATE TABLE messages (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  thread INTEGER NOT NULL REFERENCES threads (id),
  sender TEXT NOT NULL REFERENCES participants (id),
  -- JSON array of participants, in the order the sender gave
  recipients TEXT NOT NULL,
  text TEXT NOT NULL,
  importance TEXT NOT NULL CHECK (importance IN ('low', 'normal', 'high')),
  reply_to INTEGER REFERENCES messages (seq),
  sent_at INTEGER NOT NULL
) STRICT;

CREATE TABLE idempotency_keys (
  sender TEXT NOT NULL,
  key TEXT NOT NULL,
  -- sha256 of the request, to tell a repetition from a different message
  request BLOB NOT NULL,
  seq INTEGER NOT NULL REFERENCES messages (seq),
  PRIMARY KEY (sender, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  participant TEXT NOT NULL REFERENCES participants (id),
  seq INTEGER NOT NULL REFERENCES messages (seq),
  -- 1, 2, 3… within the inbox: what remains after a message is a subtraction
  ordinal INTEGER NOT NULL,
  read_at INTEGER,
  acknowledged_at INTEGER,
  PRIMARY KEY (participant, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_unread ON deliveries (participant, seq) WHERE read_at IS NULL;
CREATE INDEX deliveries_open ON deliveries (participant, seq) WHERE acknowledged_at IS NULL;

-- The newest version of each name. key = the name in lower case, so that names which differ only
-- in capitals cannot both exist (they would collide on most disks).
CREATE TABLE files (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES log (seq),
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_seq ON files (seq);

-- Every version; the content is the blob sha256 beside the database. Null: deleted here.
CREATE TABLE file_versions (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT,
  size INTEGER NOT NULL,
  mime_type TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES participants (id),
  written_at INTEGER NOT NULL,
  UNIQUE (key, version)
) STRICT;
CREATE INDEX file_versions_by_content ON file_versions (sha256) WHERE sha256 IS NOT NULL;

-- Words only, no second copy of the text and no positions (a fifth of the size); rowid = log.seq.
-- Marks (M*) count as letters, without which scripts of India and others fall apart.
CREATE VIRTUAL TABLE words USING fts5 (
  text,
  content = '',
  contentless_delete = 1,
  detail = none,
  prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Mn Mc'"
);
`
