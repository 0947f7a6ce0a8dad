/**
 * Who wants to be called when something happens, and what is on its way to them. Rows of the outbox are
 * written in the transaction of what they tell of. Times are milliseconds since the epoch.
 */
export const events = `
CREATE TABLE event_subscriptions (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  grant_id TEXT NOT NULL,
  participant TEXT NOT NULL,
  origin TEXT NOT NULL,
  event TEXT NOT NULL,
  -- JSON, keys in order
  filter TEXT NOT NULL,
  -- all of the address that is no secret
  host TEXT NOT NULL,
  -- address and secrets, sealed under a key of the secret store
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  verified_at INTEGER NOT NULL,
  refreshed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER NOT NULL DEFAULT 0,
  held TEXT,
  delivered INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER,
  last_outcome TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX event_subscriptions_by_event ON event_subscriptions (event, participant);

CREATE TABLE event_outbox (
  id INTEGER PRIMARY KEY,
  subscription TEXT NOT NULL REFERENCES event_subscriptions (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- JSON
  about TEXT NOT NULL,
  thread INTEGER,
  at INTEGER NOT NULL,
  -- how many facts it stands for
  count INTEGER NOT NULL DEFAULT 1,
  -- what else may be told in the same row; null once it may have been sent
  merges TEXT
) STRICT;
CREATE INDEX event_outbox_by_subscription ON event_outbox (subscription, id);
CREATE INDEX event_outbox_by_thread ON event_outbox (thread) WHERE thread IS NOT NULL;
`
