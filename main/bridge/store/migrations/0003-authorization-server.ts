/**
 * What the authorization server keeps beside the state of oidc-provider: clients, sign-ins waiting
 * for the owner, signing keys (public parts only), withdrawn access tokens and the audit trail.
 * Times are milliseconds since the epoch unless a name says otherwise.
 */
export const authorizationServer = `
CREATE TABLE oauth_clients (
  client_id TEXT PRIMARY KEY,
  registered_by TEXT NOT NULL
    CHECK (registered_by IN ('known', 'cimd', 'registered', 'manual')),
  name TEXT NOT NULL,
  -- JSON as oidc-provider reads it; a client_secret in it is a hash
  metadata TEXT NOT NULL,
  -- whom the client speaks as; null until the owner approved it
  participant TEXT,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE approvals (
  -- the interaction of oidc-provider it belongs to
  uid TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  client_id TEXT NOT NULL,
  -- JSON: what was asked and what the owner decided
  payload TEXT NOT NULL,
  requested_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signing_keys (
  kid TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('next', 'current', 'retired')),
  public_jwk TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- when it began to sign; null while it is next
  current_since INTEGER,
  retires_at INTEGER
) STRICT, WITHOUT ROWID;

-- Access tokens withdrawn one by one, until they would have expired anyway.
CREATE TABLE denied_tokens (
  jti TEXT PRIMARY KEY,
  -- seconds since the epoch, as in the token
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  client_id TEXT,
  detail TEXT NOT NULL
) STRICT;
`
