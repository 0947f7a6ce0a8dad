/** Setting up any other OpenID provider, as data. Their words differ; these are the usual ones. */
import {
  callbackLines,
  credentialsStep,
  entered,
  testStep,
  type GuideFacts,
  type StepText,
} from './step.ts'

export function oidcSteps(facts: GuideFacts): StepText[] {
  return [
    {
      id: 'domain',
      title: 'Find the issuer of your provider',
      why: 'Sign-ins go there, and its answers must carry exactly this name.',
      open: null,
      do: [
        'Look for "issuer" in its settings or its documentation. It often has a path, such as /realms/home.',
        'The address of its discovery document works too; its ending is removed.',
      ],
      copy: [],
      enter: [entered('domain', 'Issuer')],
      expect:
        'A document opens under that address with /.well-known/openid-configuration at its end.',
    },
    {
      id: 'abilities',
      title: 'Check that it supports what the bridge needs',
      why: 'The bridge signs in by Authorization Code with PKCE and wants ID tokens signed with RS256.',
      open: null,
      do: ['Nothing, if the check passes. Otherwise switch it on at the provider.'],
      copy: [],
      enter: [],
      expect: 'response type code, PKCE S256, RS256, and a client secret by POST or Basic.',
    },
    {
      id: 'callbacks',
      title: 'Register the bridge as a web application',
      why: 'The provider sends nobody to an address that is not registered to the letter.',
      open: null,
      do: [
        'Create a confidential client: "web application", "with secret".',
        'Enter all lines as its redirect addresses.',
        'Allow the scopes openid, profile and email.',
      ],
      copy: [{ label: 'Scopes', value: 'openid profile email' }, ...callbackLines(facts)],
      enter: [],
      expect: 'Each line stands there exactly: scheme, port and path, no slash at the end.',
    },
    credentialsStep('the provider', {
      kind: 'client',
      open: null,
      do: ['Copy both with the copy buttons of the provider.'],
    }),
    testStep(),
  ]
}
