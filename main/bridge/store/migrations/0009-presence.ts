/** When each client last called for each participant. Times are milliseconds since the epoch. */
export const presence = `
CREATE TABLE presence (
  participant TEXT NOT NULL,
  client TEXT NOT NULL,
  name TEXT NOT NULL,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (participant, client)
) STRICT, WITHOUT ROWID;
`
