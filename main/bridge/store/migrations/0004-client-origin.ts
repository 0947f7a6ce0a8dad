/** The address each client signed in at, so that a changed one names who has to connect again. */
export const clientOrigin = `
ALTER TABLE oauth_clients ADD COLUMN origin TEXT;
`
