/** Signing in elsewhere as the bridge itself carries it out: who may come in, and by which way back. */
import { entry, type Entry } from './entry.ts'

export const upstreamErrors = {
  'upstream-off': entry(
    409,
    'owner',
    'Sign-ins do not go to an identity provider here.',
    'Approve the number on the computer, or switch the provider on with `drawbridge identity on`.',
  ),
  'upstream-incomplete': entry(
    409,
    'owner',
    'The identity provider is not set up yet: {missing} is missing.',
    'Go through the steps of `drawbridge identity setup`.',
  ),
  'upstream-domain-invalid': entry(
    400,
    'owner',
    '{domain} cannot be the address of an identity provider: {reason}.',
    'Enter the domain as the provider shows it, for example your-tenant.eu.auth0.com.',
  ),
  'upstream-owner-unbound': entry(
    409,
    'owner',
    'Nobody is bound as the owner of this bridge yet, so nobody could sign in.',
    'Sign in once yourself with `drawbridge identity test --bind`.',
  ),
  'upstream-owner-bound': entry(
    409,
    'owner',
    'Somebody else is already bound as the owner of this bridge.',
    'Unbind the owner first, with `drawbridge identity unbind`.',
  ),
  'upstream-stranger': entry(
    403,
    'owner',
    '{person} signed in at {provider}, but this bridge does not let them in.',
    'Sign in as the owner, or let the owner admit this account: `drawbridge identity admit "{subject}" --as NAME`.',
  ),
  'upstream-not-theirs': entry(
    403,
    'owner',
    '{person} may not let a client speak as {participant}.',
    'Choose another name, or let the owner admit this account for that one.',
  ),
  'upstream-way-back-unknown': entry(
    400,
    'client',
    'The identity provider sent this browser back to a sign-in that has ended, expired or never began here.',
    'Go back to the client and connect again.',
  ),
  'upstream-foreign-browser': entry(
    400,
    'client',
    'This sign-in was begun in another browser and is no longer valid.',
    'If you did not begin it, somebody sent you the link: close the page. Otherwise connect again, in one browser.',
  ),
  'upstream-changed': entry(
    409,
    'owner',
    'The identity provider was set up differently while this sign-in was under way.',
    'Begin the sign-in again.',
  ),
  'upstream-link-used': entry(
    410,
    'owner',
    'This link was used already, or is older than 10 minutes.',
    'Make a new one with `drawbridge identity test`, and open it in your own browser.',
  ),
  'upstream-callback-busy': entry(
    409,
    'owner',
    'The ports for coming back from the identity provider ({ports}) are taken by other programs.',
    'Close the other program, or set identity.callbackPort to another port and register the new callbacks.',
  ),
  'upstream-no-public-callback': entry(
    409,
    'owner',
    'The bridge has no public address now, so nothing can come back by it.',
    'Use the callback on this computer, or open a public address first.',
  ),
} as const satisfies Record<string, Entry>
