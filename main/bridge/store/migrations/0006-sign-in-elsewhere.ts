/**
 * Sign-ins at an identity provider. The verifier and the nonce of one under way are sealed under its
 * `state`, which is kept only as a hash: the file alone finishes nothing. Times are milliseconds.
 */
export const signInElsewhere = `
CREATE TABLE upstream_logins (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign-in', 'test')),
  -- the interaction of oidc-provider, or for a test the hash of the cookie of its browser
  browser TEXT NOT NULL,
  origin TEXT NOT NULL,
  callback TEXT NOT NULL,
  -- where it was begun: answers of another provider do not count
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  -- a test that binds the owner
  binds INTEGER NOT NULL,
  -- both are null once it was used
  state_hash TEXT UNIQUE,
  sealed TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('waiting', 'done', 'failed')),
  -- JSON
  problem TEXT,
  person TEXT,
  started_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Callbacks that somebody came back by: they are registered.
CREATE TABLE upstream_callbacks (
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (issuer, client_id, url)
) STRICT, WITHOUT ROWID;

-- Who signed in for a grant, where it was not the owner's own approval on the computer.
CREATE TABLE grant_people (
  grant_id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
