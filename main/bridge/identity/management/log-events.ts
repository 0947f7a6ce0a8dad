/** The entries of Auth0's tenant log that matter to a sign-in, in plain words. */
import type { ErrorCode } from '../../base/errors.ts'
import type { DashboardPage } from '../../explain/dashboard.ts'

interface LogEvent {
  meaning: string
  /** What it stands for when the description of the entry says nothing more exact. */
  code?: ErrorCode
  page?: DashboardPage
}

export const logEvents: Readonly<Record<string, LogEvent>> = {
  s: { meaning: 'Somebody signed in.' },
  ssa: { meaning: 'Somebody was signed in already; no page was shown.' },
  seacft: { meaning: 'The bridge exchanged the code for an ID token.' },
  sertft: { meaning: 'A refresh token was exchanged.' },
  ss: {
    meaning: 'ALARM: somebody made a new account in the tenant.',
    code: 'auth0-signed-up',
    page: 'databases',
  },
  f: { meaning: 'A sign-in failed.', code: 'upstream-denied', page: 'logs' },
  fp: { meaning: 'A wrong password was entered.', code: 'auth0-wrong-password', page: 'users' },
  fu: { meaning: 'An unknown user name was entered.', code: 'auth0-wrong-password', page: 'users' },
  fc: {
    meaning: 'The directory or social network behind a connection failed.',
    code: 'upstream-denied',
    page: 'connections',
  },
  fsa: {
    meaning: 'A sign-in without any page was asked for and not possible.',
    code: 'upstream-login-required',
  },
  feacft: {
    meaning: 'The exchange of a code failed: a wrong secret, or a code that is used up or too old.',
    code: 'upstream-code-refused',
    page: 'application',
  },
  fertft: { meaning: 'The exchange of a refresh token failed.' },
  ferrt: { meaning: 'A refresh token was used that had been replaced.' },
  feccft: {
    meaning: 'A program asked for a token of its own and got none.',
    code: 'auth0-client-access-missing',
    page: 'apis',
  },
  limit_wc: {
    meaning: 'A user is blocked after too many wrong passwords.',
    code: 'auth0-blocked',
    page: 'users',
  },
  limit_mu: {
    meaning: 'An address is blocked after too many failures.',
    code: 'auth0-blocked',
    page: 'users',
  },
  limit_sul: {
    meaning: 'A user is blocked after too many sign-ins.',
    code: 'auth0-blocked',
    page: 'users',
  },
  pwd_leak: {
    meaning: 'The password is known from a leak elsewhere.',
    code: 'auth0-blocked',
    page: 'users',
  },
  api_limit: {
    meaning: 'Requests were refused because there were too many.',
    code: 'upstream-rate-limited',
  },
  actions_execution_failed: {
    meaning: 'An Action of the tenant failed.',
    code: 'auth0-action-failed',
    page: 'actions',
  },
  fco: { meaning: 'A web page of a site that is not allowed asked for something.' },
  fdeac: { meaning: 'Signing in a device failed.' },
  fdeaz: { meaning: 'Signing in a device failed.' },
  fede: { meaning: 'Signing in a device failed.' },
  w: { meaning: 'A warning.' },
  depnote: { meaning: 'Something is used that will be taken away.' },
}
