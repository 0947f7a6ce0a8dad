/** What only Auth0 has, and "do it for me". */
import { entry, type Entry } from './entry.ts'

/** What only Auth0 has: audiences, policies, connections, kinds of applications. */
export const auth0Errors = {
  'auth0-default-audience': entry(
    400,
    'owner',
    'The tenant has a Default Audience ({audience}), which is added to every sign-in.',
    'Clear Default Audience in the settings of the tenant, or let it name an API that exists.',
  ),
  'auth0-audience-unknown': entry(
    400,
    'owner',
    'The tenant has no API with the identifier {audience}.',
    'Clear the audience here, or create the API with exactly that identifier, the slash at its end included.',
  ),
  'auth0-user-access-missing': entry(
    403,
    'owner',
    'The application may not ask for the API {audience} on behalf of a user.',
    'Grant User-Delegated Access to the application at that API, or clear the audience here.',
  ),
  'auth0-client-access-missing': entry(
    403,
    'owner',
    'The application may not ask for the API {audience} on its own behalf.',
    'Grant Client Access to the application at that API. Signing people in does not need it.',
  ),
  'auth0-third-party': entry(
    400,
    'owner',
    'The application is a third-party one, which Auth0 gives no ID token.',
    'Create a new Regular Web Application of your own; the ownership cannot be changed afterwards.',
  ),
  'auth0-application-type': entry(
    400,
    'owner',
    'The application is of the kind {kind}, not a Regular Web Application.',
    'Change the application type to Regular Web Application and save.',
  ),
  'auth0-auth-method': entry(
    400,
    'owner',
    'The application sends its secret by the method {method}.',
    'Set the authentication method of the application to Client Secret (Post).',
  ),
  'auth0-not-conformant': entry(
    400,
    'owner',
    'OIDC Conformant is switched off for the application.',
    'Switch it on under Advanced Settings, OAuth, and save.',
  ),
  'auth0-grant-types': entry(
    400,
    'owner',
    'The application may do more than it needs: its grant types are {grants}.',
    'Leave only Authorization Code under Advanced Settings, Grant Types.',
  ),
  'auth0-no-connection': entry(
    400,
    'owner',
    'No connection is enabled for the application, so there is nothing to sign in with.',
    'Enable one under Connections of the application: a database, Google, or any other.',
  ),
  'auth0-organization': entry(
    400,
    'owner',
    'The application requires an organization, and the bridge names none.',
    'Set the organization usage of the application to individuals.',
  ),
  'auth0-api-algorithm': entry(
    400,
    'owner',
    'The API {audience} signs with {algorithm}, not with RS256.',
    'Set the signing algorithm of the API to RS256, or clear the audience here.',
  ),
  'auth0-developer-keys': entry(
    400,
    'owner',
    "The connection {connection} uses Auth0's developer keys.",
    'Enter keys of your own there; with those of Auth0 some sign-ins fail.',
  ),
  'auth0-wrong-password': entry(
    401,
    'owner',
    'Somebody entered a wrong user name or password at Auth0.',
    'If it was you, try again or reset the password there. Otherwise look at the address in the entry.',
  ),
  'auth0-blocked': entry(
    403,
    'provider',
    'Auth0 has blocked sign-ins of this user or from this address.',
    'Wait, or unblock the user under User Management.',
  ),
  'auth0-action-failed': entry(
    500,
    'owner',
    'An Action or Rule of the tenant failed during the sign-in.',
    'Look at the newest entries of the log there, and fix or remove that Action.',
  ),
  'auth0-signed-up': entry(
    403,
    'owner',
    'Somebody has made a new account in the tenant.',
    'If it was not you, switch on "Disable Sign Ups" at the connection. Nobody but the people bound here is let in.',
  ),
} as const satisfies Record<string, Entry>

/** "Do it for me": the one-time token and the Management API. */
export const managementErrors = {
  'auth0-token-needed': entry(
    409,
    'owner',
    'There is no management token yet.',
    'Paste a one-time token from APIs, Auth0 Management API, API Explorer.',
  ),
  'auth0-token-unreadable': entry(
    400,
    'owner',
    'This is not a management token: {reason}.',
    'Copy the whole token with the copy button of the API Explorer.',
  ),
  'auth0-token-expired': entry(
    401,
    'owner',
    'The management token has expired ({expired}).',
    'Make a new one in the API Explorer and paste it.',
  ),
  'auth0-token-wrong-domain': entry(
    400,
    'owner',
    'The management token is for {found}, not for {domain}.',
    'Choose the right tenant in the dashboard, and make the token there.',
  ),
  'auth0-token-scopes': entry(
    403,
    'owner',
    'The management token lacks: {scopes}.',
    'Tick these at the API Explorer Application (APIs, Auth0 Management API, Application Access), and make a new token.',
  ),
  'auth0-token-refused': entry(
    401,
    'owner',
    'Auth0 does not accept the management token: {reason}.',
    'Make a new token at the canonical domain of the tenant (not a custom domain), and paste it.',
  ),
  'auth0-not-found': entry(
    404,
    'owner',
    'Auth0 does not find {what} any more.',
    'Look at it in the dashboard; the domain may be of another tenant.',
  ),
  'auth0-conflict': entry(
    409,
    'provider',
    'Auth0 already has {what}, and it differs from what is needed.',
    'Make the plan again and look at what it would change.',
  ),
  'auth0-change-not-kept': entry(
    502,
    'provider',
    'Auth0 accepted the change, but {what} reads differently afterwards.',
    'Look at it in the dashboard, then make the plan again.',
  ),
  'auth0-api-failed': entry(
    502,
    'provider',
    'Auth0 did not carry out the request: {reason}.',
    'Make the plan again: it shows what is done and what is left.',
  ),
  'auth0-only': entry(
    400,
    'owner',
    'This is only possible with Auth0.',
    'Follow the steps by hand: `drawbridge identity setup`',
  ),
} as const satisfies Record<string, Entry>
