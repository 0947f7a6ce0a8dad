/**
 * What oidc-provider keeps (grants, codes, refresh tokens, interactions…), one row per model and
 * id. The payload is opaque to the database; the columns beside it are what the adapter looks up by.
 */
export const authorizationState = `
CREATE TABLE oidc (
  model TEXT NOT NULL,
  id TEXT NOT NULL,
  payload TEXT NOT NULL,
  -- seconds since the epoch; null: does not expire
  expires_at INTEGER,
  grant_id TEXT,
  uid TEXT,
  user_code TEXT,
  PRIMARY KEY (model, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX oidc_by_grant ON oidc (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX oidc_by_uid ON oidc (model, uid) WHERE uid IS NOT NULL;
CREATE INDEX oidc_by_user_code ON oidc (model, user_code) WHERE user_code IS NOT NULL;
CREATE INDEX oidc_by_expiry ON oidc (expires_at) WHERE expires_at IS NOT NULL;
`
