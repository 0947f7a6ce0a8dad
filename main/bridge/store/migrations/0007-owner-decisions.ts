/**
 * What the owner decides afterwards: another name for a client, and contents that were removed for
 * good. The frame of a removed entry stays in the log, or the chain could not be verified any more;
 * `purged_by` is the entry that says so and vouches for what is left.
 */
export const ownerDecisions = `
ALTER TABLE oauth_clients ADD COLUMN given_name TEXT;

CREATE TABLE purged (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  purged_by INTEGER NOT NULL REFERENCES log (seq)
) STRICT;
CREATE INDEX purged_by_entry ON purged (purged_by, seq);
`
