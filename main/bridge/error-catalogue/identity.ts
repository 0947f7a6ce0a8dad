/** Signing in at Auth0 or another OpenID provider: set-up, what comes back from it, its Management API. */
import { entry, type Entry } from './entry.ts'

/** A sign-in that went to the provider, and what the provider said about it. */
const upstreamErrors = {
  'upstream-failed': entry(
    502,
    'provider',
    'The sign-in at the identity provider failed: {reason}.',
    'Try once more. If it repeats, run `drawbridge identity test` and look at the log of the provider.',
  ),
  'upstream-unreachable': entry(
    502,
    'network',
    'The identity provider cannot be reached at {domain}: {reason}.',
    'Check the connection of this computer and the spelling of the domain. Clients that are signed in keep working.',
  ),
  'upstream-not-openid': entry(
    502,
    'owner',
    'What answers at {domain} is not an OpenID provider: {reason}.',
    'Enter the domain or the issuer exactly as the provider shows it, without a path of its own.',
  ),
  'upstream-wrong-issuer': entry(
    400,
    'owner',
    'The provider at {domain} names itself {issuer}.',
    'Enter the name the provider gives itself, and use that one everywhere.',
  ),
  'upstream-not-secure': entry(
    400,
    'owner',
    '{domain} would be asked without encryption.',
    'Enter an https address.',
  ),
  'upstream-unsuitable': entry(
    501,
    'provider',
    'The identity provider cannot be used: {reason}.',
    'Switch that on at the provider, or choose another one.',
  ),
  'upstream-callback-mismatch': entry(
    400,
    'owner',
    'The address that sign-ins go back to is not registered at the identity provider{callback}.',
    'Add the callback lines of the guide to the allowed callback URLs, to the letter, and save there.',
  ),
  'upstream-client-unknown': entry(
    400,
    'owner',
    'The identity provider knows no application with the client id {client}.',
    'Copy the client id again, and compare the domain: it must be the tenant the application is in.',
  ),
  'upstream-secret-refused': entry(
    401,
    'owner',
    'The identity provider refuses the client secret.',
    'Copy the secret again with the copy button of the provider; a double-click copies only part of it.',
  ),
  'upstream-grant-type': entry(
    403,
    'owner',
    'The application may not use the grant type {grant}.',
    'Switch on Authorization Code under the grant types of the application, and nothing else.',
  ),
  'upstream-code-refused': entry(
    403,
    'client',
    'The provider does not accept the code of this sign-in: it was used before, is too old, or is not of this application.',
    'Begin the sign-in again, and do not reload its last page.',
  ),
  'upstream-verifier-refused': entry(
    403,
    'bridge',
    'The provider says that this sign-in was begun by somebody else (PKCE).',
    'Begin the sign-in again. If it repeats, something between here and the provider mixes answers up.',
  ),
  'upstream-login-required': entry(
    400,
    'provider',
    'The provider wanted to ask something and was not allowed to show a page ({error}).',
    'Begin the sign-in again in a browser window you can see.',
  ),
  'upstream-denied': entry(
    403,
    'provider',
    'The provider let nobody in: {reason}.',
    'If you did not cancel yourself, look at the user and the Actions at the provider, then try again.',
  ),
  'upstream-request-refused': entry(
    400,
    'provider',
    'The provider does not accept the request to sign in: {reason}.',
    'Check the kind of the application (Regular Web Application, of your own), then try again.',
  ),
  'upstream-server-error': entry(
    502,
    'provider',
    'The identity provider has trouble of its own: {reason}.',
    'Wait a few minutes and try again. Clients that are signed in keep working.',
  ),
  'upstream-rate-limited': entry(
    429,
    'provider',
    'The identity provider wants fewer requests{wait}.',
    'Wait a moment and try again; nothing was changed.',
  ),
  'upstream-no-return': entry(
    408,
    'provider',
    'Nobody came back from the identity provider within 10 minutes.',
    'If its page says "Callback URL mismatch", add exactly this line to the allowed callback URLs: {callback}. Any other text: drawbridge identity explain.',
  ),
  'upstream-token-missing': entry(
    502,
    'provider',
    'The provider answered without an ID token.',
    'Make the application a first-party Regular Web Application; third-party ones get none.',
  ),
  'upstream-token-encrypted': entry(
    502,
    'owner',
    'The provider sends encrypted tokens (JWE), which only the holder of their key can read.',
    'Switch off token encryption for the application and the API.',
  ),
  'upstream-token-algorithm': entry(
    502,
    'owner',
    'The provider signs ID tokens with {algorithm}, not with RS256.',
    'Set the JSON Web Token signature algorithm of the application to RS256.',
  ),
  'upstream-token-signature': entry(
    502,
    'provider',
    'The signature of the ID token is not right.',
    'Do not sign in until this is clear: check the domain, then try again from another network.',
  ),
  'upstream-token-foreign': entry(
    502,
    'provider',
    'The answer of the provider is not meant for this sign-in: its {claim} is another.',
    'Begin the sign-in again. If it repeats, compare client id and domain.',
  ),
  'upstream-domain-mismatch': entry(
    502,
    'owner',
    'The sign-in went to one name of the provider and was answered in another.',
    'Enter the domain that the issuer names; a custom domain and the canonical one are two issuers.',
  ),
  'upstream-clock': entry(
    502,
    'owner',
    'The ID token is not valid at the time this computer shows.',
    'Set the clock of this computer, best automatically, and try again.',
  ),
  'upstream-people-open': entry(
    409,
    'owner',
    'Anyone can make an account at the connection {connection} and reach the sign-in.',
    'Switch on "Disable Sign Ups" there. Only the people bound here are let in in any case.',
  ),
} as const satisfies Record<string, Entry>

/** What only Auth0 has: audiences, policies, connections, kinds of applications. */
const auth0Errors = {
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
    'The application wants an organization, and the bridge names none.',
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
    'Look at the newest entries of the log there, and mend or remove that Action.',
  ),
  'auth0-signed-up': entry(
    403,
    'owner',
    'Somebody has made a new account in the tenant.',
    'If it was not you, switch on "Disable Sign Ups" at the connection. Nobody but the people bound here is let in.',
  ),
} as const satisfies Record<string, Entry>

/** "Do it for me": the one-time token and the Management API. */
const managementErrors = {
  'auth0-token-needed': entry(
    409,
    'owner',
    'There is no management token in hand.',
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
    'Go through the steps by hand: drawbridge identity setup',
  ),
  'auth0-cli-failed': entry(
    502,
    'owner',
    'The auth0 command line did not do it: {reason}.',
    'Sign in with `auth0 login` and try again, or go through the steps by hand.',
  ),
} as const satisfies Record<string, Entry>

export const identityErrors = {
  ...upstreamErrors,
  ...auth0Errors,
  ...managementErrors,
} as const
