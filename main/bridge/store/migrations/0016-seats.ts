/**
 * Seats taken by programs, the other ways of waking a participant, and what was done to wake whom. The
 * log of wakes keeps no words: who, why, through what, and what came of it.
 */
export const seats = `
CREATE TABLE seats (
  participant TEXT PRIMARY KEY REFERENCES participants (id),
  program TEXT NOT NULL,
  -- absolute path of the program
  path TEXT NOT NULL,
  -- the owner's own arguments, as a JSON array
  args TEXT NOT NULL,
  folder TEXT NOT NULL,
  read_only INTEGER NOT NULL CHECK (read_only IN (0, 1)),
  -- what the program said of itself when it was chosen
  version TEXT,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An application of this computer that can be told: a thread of Codex, a folder of Claude Code.
CREATE TABLE wake_ways (
  participant TEXT NOT NULL REFERENCES participants (id),
  way TEXT NOT NULL CHECK (way IN ('codex', 'claude-code')),
  target TEXT NOT NULL,
  PRIMARY KEY (participant, way)
) STRICT, WITHOUT ROWID;

CREATE TABLE wakes (
  id INTEGER PRIMARY KEY,
  participant TEXT NOT NULL,
  -- through what: waiting, event, codex, claude-code, seat, owner
  door TEXT NOT NULL,
  -- turn, letter, test
  cause TEXT NOT NULL,
  -- the talk or thread it is about
  about TEXT,
  at INTEGER NOT NULL,
  ended_at INTEGER,
  -- null while it goes on
  outcome TEXT,
  -- code of the catalogue where it failed
  error TEXT,
  -- the sentence to it
  detail TEXT,
  calls INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX wakes_by_participant ON wakes (participant, at);
`
