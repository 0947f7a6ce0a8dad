/** Signing in at Auth0 or another OpenID provider: set-up, and what comes back from it. */
import { auth0Errors, managementErrors } from './auth0.ts'
import { certificateNext, entry, type Entry } from './entry.ts'

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
  'upstream-certificate-untrusted': entry(
    502,
    'network',
    'The identity provider at {domain} shows a certificate from an authority that this computer does not trust.',
    certificateNext,
  ),
  'upstream-certificate-expired': entry(
    502,
    'provider',
    'The certificate of the identity provider at {domain} has expired, or is not valid yet.',
    'Look at the date and time of this computer. When they are right, whoever runs the provider has to renew the certificate.',
  ),
  'upstream-certificate-wrong-name': entry(
    502,
    'owner',
    'What answers at {domain} shows the certificate of another name.',
    'Check the spelling of the domain. When it is right, whoever runs the provider has to put this name into its certificate.',
  ),
  'upstream-not-openid': entry(
    502,
    'owner',
    'What answers at {domain} is not an OpenID provider: {reason}.',
    'Enter the domain or the issuer exactly as the provider shows it, with its path where it has one (Keycloak: /realms/NAME).',
  ),
  'upstream-wrong-issuer': entry(
    400,
    'owner',
    'The provider at {domain} calls itself {issuer}.',
    'Enter the name the provider gives itself, and use that one everywhere.',
  ),
  'upstream-not-secure': entry(
    400,
    'owner',
    '{domain} would be contacted without encryption.',
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
    'The provider refused the sign-in: {reason}.',
    'If you did not cancel it yourself, look at the user and the Actions at the provider, then try again.',
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
    'The identity provider has a problem of its own: {reason}.',
    'Wait a few minutes and try again. Clients that are signed in keep working.',
  ),
  'upstream-rate-limited': entry(
    429,
    'provider',
    'The identity provider asks for fewer requests{wait}.',
    'Wait a moment and try again; nothing was changed.',
  ),
  'upstream-no-return': entry(
    408,
    'provider',
    'Nobody came back from the identity provider within 10 minutes.',
    'If its page says "Callback URL mismatch", add exactly this line to the allowed callback URLs: {callback}. Any other text: `drawbridge identity explain`.',
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
    'The answer of the provider is not meant for this sign-in: its {claim} does not match.',
    'Begin the sign-in again. If it repeats, compare client id and domain.',
  ),
  'upstream-domain-mismatch': entry(
    502,
    'owner',
    'The sign-in went to one name of the provider and was answered under another.',
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
    'Switch on "Disable Sign Ups" there. In any case only the people bound here are let in.',
  ),
} as const satisfies Record<string, Entry>

export const identityErrors = {
  ...upstreamErrors,
  ...auth0Errors,
  ...managementErrors,
} as const
