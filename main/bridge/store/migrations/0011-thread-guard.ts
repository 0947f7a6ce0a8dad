/**
 * The bounds of a thread: how many messages went between models since the owner last spoke in it, and
 * whether it is held. And the sender of the bridge's own notices, whose id no participant can have.
 * Times are milliseconds since the epoch.
 */
export const threadGuard = `
-- messages between models since the owner's last one
ALTER TABLE threads ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
-- 1: the owner let it go on without a bound
ALTER TABLE threads ADD COLUMN unbounded INTEGER NOT NULL DEFAULT 0;
-- 1: something else bounds it, and the guard lets it be
ALTER TABLE threads ADD COLUMN exempt INTEGER NOT NULL DEFAULT 0;
-- 'paused' or 'ended'
ALTER TABLE threads ADD COLUMN held TEXT;
ALTER TABLE threads ADD COLUMN held_at INTEGER;
CREATE INDEX threads_held ON threads (last_seq) WHERE held IS NOT NULL;

INSERT OR IGNORE INTO participants (id, name, created_at) VALUES ('_drawbridge', 'Drawbridge', 0);
`
