/**
 * Reading, kept by client: two programs that speak as one participant do not take each other's
 * messages. A delivery says what the participant has read, through any of them; `behind` holds only
 * the difference, what another client has read and this one has not. So a participant with one
 * client costs nothing more than before. Times are milliseconds since the epoch.
 */
export const readers = `
CREATE TABLE readers (
  id INTEGER PRIMARY KEY,
  participant TEXT NOT NULL REFERENCES participants (id),
  client TEXT NOT NULL,
  -- to the day: what has not looked for long is forgotten
  last_looked INTEGER NOT NULL,
  -- how many rows of behind it has: no count ever scans
  behind INTEGER NOT NULL DEFAULT 0,
  UNIQUE (participant, client)
) STRICT;

CREATE TABLE behind (
  reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL REFERENCES messages (seq),
  PRIMARY KEY (reader, seq)
) STRICT, WITHOUT ROWID;
`
