/**
 * Talks. A talk has the number of its thread. What is handed in under seal is kept here and nowhere
 * else until it is opened, so nothing that reads messages, the log or the search can show it. Texts
 * removed from messages are removed here too.
 */
export const talks = `
CREATE TABLE talks (
  thread INTEGER PRIMARY KEY REFERENCES threads (id),
  question TEXT NOT NULL,
  -- JSON array of names of shared files
  files TEXT NOT NULL,
  -- the machine's state without the hand-ins, as JSON
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- the shared file the result was saved as
  saved_as TEXT
) STRICT;
CREATE INDEX talks_open ON talks (thread) WHERE ended_at IS NULL;

CREATE TABLE talk_handins (
  talk INTEGER NOT NULL REFERENCES talks (thread),
  number INTEGER NOT NULL,
  participant TEXT NOT NULL REFERENCES participants (id),
  -- phase, round, turn, and what else the machine keeps of it, as JSON
  about TEXT NOT NULL,
  -- JSON; null once it was removed for good
  content TEXT,
  -- sha256 of the request, to tell a retry
  digest BLOB NOT NULL,
  sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
  -- of a closed letter: published when it opens, so that anybody can check what was promised
  salt TEXT,
  commitment TEXT,
  -- the words the commitment is over, while they are closed; afterwards they are the message's
  closed_text TEXT,
  message INTEGER REFERENCES messages (seq),
  at INTEGER NOT NULL,
  -- how it turned out, by the owner
  mark TEXT CHECK (mark IN ('right', 'wrong', 'unclear')),
  PRIMARY KEY (talk, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_handins_by_message ON talk_handins (message) WHERE message IS NOT NULL;
CREATE INDEX talk_handins_marked ON talk_handins (participant) WHERE mark IS NOT NULL;

CREATE TABLE talk_steps (
  talk INTEGER NOT NULL REFERENCES talks (thread),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  by TEXT,
  at INTEGER NOT NULL,
  handin INTEGER,
  message INTEGER REFERENCES messages (seq),
  about TEXT,
  PRIMARY KEY (talk, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER talk_texts_removed AFTER UPDATE OF text ON messages WHEN NEW.text = ''
BEGIN
  UPDATE talk_handins SET content = NULL WHERE message = NEW.seq;
  UPDATE talks SET question = '' WHERE thread = NEW.seq;
END;
`
