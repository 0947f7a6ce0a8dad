/**
 * Whom each sign-in speaks as. A client id is shared by everybody who uses that vendor, so the
 * participant belongs to the grant and not to the client. Grants from before speak as their client did.
 */
export const grantParticipants = `
CREATE TABLE grant_participants (
  grant_id TEXT PRIMARY KEY,
  participant TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO grant_participants
  SELECT oidc.id, oauth_clients.participant
  FROM oidc JOIN oauth_clients ON oauth_clients.client_id = oidc.payload ->> '$.clientId'
  WHERE oidc.model = 'Grant' AND oauth_clients.participant IS NOT NULL;
`
