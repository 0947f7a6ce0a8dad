/** Signing in elsewhere: what the guide and the view "Sign-in & keys" both say about it. */
export const signInStrings = {
  choose: 'How you sign in',
  ways: {
    here: {
      title: 'On this computer',
      detail:
        'The client’s page shows a number, you type it here. No account anywhere, nothing to set up.',
    },
    auth0: {
      title: 'At Auth0',
      detail:
        'For letting a client in from your phone while nobody sits here. A free account is enough.',
    },
    oidc: {
      title: 'At another provider',
      detail:
        'Keycloak, Entra, Google, Authentik: any OpenID Connect provider with PKCE and RS256.',
    },
  },
  recommended: 'nothing to do',
  inUse: 'in use',
  here: {
    ready: 'Nothing to do: this is how it works already.',
    how: [
      'A client asks to come in and opens a page with a number.',
      'The request appears here, over whatever you are looking at.',
      'You type the number of the page. Only then may it cross, as whom you say.',
    ],
    back: 'Go back to approving on this computer',
    backHint: (name: string) =>
      `Sign-ins go to ${name} now. What you entered there is kept, and clients stay signed in.`,
  },

  form: {
    kept: 'These values are kept.',
    open: 'You have entered something that is not saved yet.',
    keep: 'Keep these values',
    missing: (names: readonly string[]) => `Still missing: ${names.join(', ')}.`,
    secretKept: 'One is kept in the keychain. Enter another one to replace it.',
    secretField: 'Client Secret',
    audienceTitle: 'An API of your own (audience)',
    audience: 'Audience',
    audienceHint:
      'Most need none. It is the name of an API at the provider, to the letter; never the address of a tunnel.',
  },
  wrong: {
    domain: 'That is not a domain name. It looks like my-tenant.eu.auth0.com.',
    issuer: 'That is not an address. It looks like https://id.example.com/realms/home.',
    dashboard: 'That is the dashboard. Take “Domain” from the settings of an application.',
    http: 'Only https, except for a provider on this computer.',
    more: 'Only the address, without a question mark, # or user name in it.',
    spaces: 'There is a space in it. Copy it with its copy button.',
    looksLikeSecret: 'That looks like an address. Take the client id.',
    thirdParty:
      'An id that begins with tpc_ is a third-party application, which gets no ID token. Create a first-party one.',
    shortSecret:
      'Auth0’s secrets are longer. A double-click copies only a part; use the copy button.',
  },

  steps: {
    show: 'Show this step',
    showName: (title: string) => `Show this step: ${title}`,
    oneByOne: 'One by one',
    expect: 'Afterwards:',
    check: 'Check',
    checkAll: 'Check everything',
    checkName: (title: string) => `Check: ${title}`,
    checking: 'Checking…',
    cannotTell: 'Cannot be known from outside.',
    checked: 'checked',
    found: (ok: number, all: number) => `${ok} of ${all} in order`,
  },

  test: {
    begin: 'Test sign-in, and become the owner',
    again: 'Test the sign-in',
    by: 'Callback',
    ways: {
      auto: 'whichever works',
      public: 'by the public address',
      loopback: 'to this computer',
    },
    link: 'Open the sign-in',
    once: 'The link works once. Sign in there; the result appears here.',
    waiting: 'Waiting for you to come back from there…',
    stuck: 'Stuck on a page of the provider? Paste its text below, it will be explained.',
    done: (name: string) => `${name} signed in.`,
    timedOut: 'Nobody came back in time.',
    owner: 'Owner',
    bound: (name: string) => `${name} is bound as the owner.`,
    others: 'Everyone else is refused, unless you admit them.',
    on: (name: string) => `Sign-ins go to ${name}.`,
    off: 'Sign-ins do not go there yet.',
    turnOn: (name: string) => `Sign in at ${name} from now on`,
  },

  doIt: {
    title: 'Do it for me',
    lead: 'With a token of one day, Drawbridge makes the application and sets every switch. You see the plan first.',
    open: 'Auth0, API Explorer',
    openHint: 'Choose “Create & Authorize” if it asks, then copy the token.',
    token: 'One-time token',
    tokenHint: 'It stays in memory, and is forgotten at the end.',
    take: 'Use this token',
    wrong: 'That is not a token. It has three parts with dots between them.',
    inHand: (domain: string) => `A token for ${domain} is ready.`,
    expires: 'It expires',
    rights: 'Its permissions',
    forget: 'Forget it',
    plan: 'Show the plan',
    planAnew: 'Plan again',
    apply: 'Do it',
    nothing: 'Nothing to change: everything is as it should be.',
    planTitle: 'The plan. Nothing has been changed.',
    reportTitle: 'The report, read back from Auth0.',
    before: 'now',
    after: 'then',
    none: 'nothing',
    choice: 'This affects other applications of your tenant. Do it too',
    states: {
      planned: 'would change',
      unchanged: 'as it should be',
      done: 'done',
      failed: 'failed',
    },
  },

  explain: {
    title: 'Explain a page of the provider',
    lead: 'What a provider shows on its own page never reaches the bridge. Paste its text, its address, or an answer in JSON.',
    label: 'The text, or the address',
    action: 'Explain it',
    nothing: 'The bridge does not know this text. Check everything above; that often finds it.',
  },

  drift: {
    title: 'Your address has changed',
    message:
      'The provider still has the old callback address. Until it has the new one, you sign in on this computer.',
    add: 'Add this line',
    replaces: 'Remove this one',
    open: 'Open the settings there',
    done: 'It is pasted and saved',
  },
}
