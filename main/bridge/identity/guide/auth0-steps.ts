/**
 * Setting up Auth0, step by step, as data: the panel and the command line show the same. Names of the
 * dashboard are those of August 2026; where they changed in May 2026, the older ones are given too.
 */
import { dashboardLink } from '../../explain/dashboard.ts'
import { apiSteps } from './api-steps.ts'
import {
  callbackLines,
  credentialsStep,
  entered,
  testStep,
  type GuideFacts,
  type StepText,
} from './step.ts'

export function auth0Steps(facts: GuideFacts): StepText[] {
  return [
    domain,
    ...applicationSteps(facts),
    ...signInSteps(facts),
    defaultAudience,
    ...apiSteps(facts.audience),
    testStep(
      'If Auth0 asks you to confirm the return to this computer, confirm it: that is how it treats 127.0.0.1.',
    ),
  ]
}

const domain: StepText = {
  id: 'domain',
  title: 'Find the domain of your tenant',
  why: 'Sign-ins go there, and its answers must carry exactly this name.',
  open: { label: 'Applications', url: dashboardLink('applications') },
  do: [
    'Sign in at auth0.com; a free account is enough.',
    'Look at the top left: that tenant is the one you set up.',
    'Open any application and copy "Domain" under Settings. If you use a custom domain for signing in, enter that one instead.',
  ],
  copy: [],
  enter: [entered('domain', 'Domain')],
  expect: 'It looks like my-tenant.eu.auth0.com, without https and without a slash.',
}

/** The application the bridge signs in as. */
function applicationSteps(facts: GuideFacts): StepText[] {
  const open = {
    label: 'Settings of the application',
    url: dashboardLink('application', facts.clientId),
  }
  return [
    {
      id: 'application',
      title: 'Create a Regular Web Application of your own',
      why: 'It keeps a secret and gets an ID token; native, single page and third-party applications do not.',
      open: { label: 'Applications', url: dashboardLink('applications') },
      do: [
        'Choose "Create Application", name it, and choose "Regular Web Applications".',
        'If you are asked for the ownership, choose first-party; it cannot be changed later.',
        'Under Settings, Advanced Settings, OAuth: "JsonWebToken Signature Algorithm" is RS256 and "OIDC Conformant" is on.',
        'Under Credentials: the authentication method is Client Secret (Post).',
      ],
      copy: [{ label: 'Name', value: 'Drawbridge' }],
      enter: [],
      expect:
        'Application Type reads "Regular Web Application"; the client id does not begin with tpc_.',
    },
    credentialsStep('Auth0', {
      kind: 'application',
      open,
      do: [
        'Copy the client id with its copy button.',
        'Copy the client secret with its copy button; a double-click copies only part of it.',
      ],
    }),
    {
      id: 'callbacks',
      title: 'Register where sign-ins go back to',
      why: 'Auth0 sends nobody to an address that is not in this list to the letter.',
      open,
      do: [
        'Paste all lines into "Allowed Callback URLs", separated by commas; leave what is there.',
        'Scroll down and choose "Save Changes".',
      ],
      copy: callbackLines(facts),
      enter: [],
      expect: 'The field holds each line exactly: scheme, port and path, no slash at the end.',
    },
    {
      id: 'grant-type',
      title: 'Allow Authorization Code and nothing else',
      why: 'It is the only way the bridge signs in; what is switched off cannot be misused.',
      open,
      do: [
        'Open Advanced Settings, Grant Types.',
        'Leave only "Authorization Code" ticked, and save.',
      ],
      copy: [],
      enter: [],
      expect: 'Implicit, Refresh Token and Client Credentials are not ticked.',
    },
  ]
}

/** Who can sign in there. */
function signInSteps({ clientId }: GuideFacts): StepText[] {
  return [
    {
      id: 'connection',
      title: 'Enable something to sign in with',
      why: 'Without a connection there is no login page to show.',
      open: {
        label: 'Connections of the application',
        url: dashboardLink('connections', clientId),
      },
      do: [
        'Switch on one connection: the database "Username-Password-Authentication", or Google with keys of your own.',
        'For the database, create a user for yourself under User Management, Users.',
      ],
      copy: [],
      enter: [],
      expect: 'Exactly the ways you want to sign in are switched on.',
    },
    {
      id: 'sign-ups',
      title: 'Switch off sign-ups',
      why: 'Otherwise anyone can create an account; the bridge would refuse them, but they have no business there.',
      open: { label: 'Database connections', url: dashboardLink('databases') },
      do: ['Open the database connection.', 'Switch on "Disable Sign Ups".'],
      copy: [],
      enter: [],
      expect: '"Disable Sign Ups" is on.',
    },
  ]
}

const defaultAudience: StepText = {
  id: 'default-audience',
  title: 'Leave Default Audience empty',
  why: 'It is added to every sign-in of the tenant and brings back the errors of an API you do not need.',
  open: { label: 'Tenant settings, General', url: dashboardLink('tenant') },
  do: ['Look at "API Authorization Settings", "Default Audience".', 'Clear it, and save.'],
  copy: [],
  enter: [],
  expect:
    'Default Audience is empty, unless another application of yours needs it and its API exists.',
}
