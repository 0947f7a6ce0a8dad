/**
 * What each client has received. A row points at an entry of the log and says nothing of it itself, no
 * word, name or size: what a purge takes from the entry is gone from here too. Rows are only ever added.
 * Times are milliseconds since the epoch.
 */
export const ledger = `
-- Who received by which call. Never changed but for its count: the hashes of the rows cover the rest.
CREATE TABLE ledger_sources (
  id INTEGER PRIMARY KEY,
  client TEXT NOT NULL,
  -- empty for a local link
  grant_id TEXT NOT NULL,
  participant TEXT NOT NULL,
  name TEXT NOT NULL,
  vendor TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('http', 'link', 'event')),
  call TEXT NOT NULL,
  entries INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (client, grant_id, participant, name, vendor, via, call)
) STRICT;

CREATE TABLE received (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES ledger_sources (id),
  seq INTEGER NOT NULL REFERENCES log (seq),
  -- 1: that it is there, 2: a part, 3: all of it
  extent INTEGER NOT NULL CHECK (extent IN (1, 2, 3)),
  -- 1: the connection broke, or the bridge ended, before all of the answer was written
  perhaps INTEGER NOT NULL CHECK (perhaps IN (0, 1)),
  at INTEGER NOT NULL,
  -- days since the epoch; 0 where only the first time counts
  day INTEGER NOT NULL,
  -- sha256 of the row before, this one, and the entry of the log it is about
  hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX received_once ON received (source, seq, extent, perhaps, day);
CREATE INDEX received_by_entry ON received (seq);
CREATE INDEX received_by_source ON received (source);

-- Answers on their way. What is left here at a start may have been received.
CREATE TABLE received_ahead (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES ledger_sources (id),
  at INTEGER NOT NULL,
  -- JSON: pairs of seq and extent
  shown TEXT NOT NULL
) STRICT;

-- One row: the head, and how far an entry of the conversation's log vouches for it.
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  head INTEGER NOT NULL,
  head_hash BLOB NOT NULL,
  sealed INTEGER NOT NULL,
  sealed_at INTEGER NOT NULL
) STRICT;
INSERT INTO ledger VALUES (1, 0, zeroblob(32), 0, 0);
`
