/** The steps that only somebody needs who wants an audience: an API, and both kinds of access to it. */
import { dashboardLink } from '../../explain/dashboard.ts'
import { entered, type StepText } from './step.ts'

export function apiSteps(audience: string | null): StepText[] {
  if (audience === null) return []
  const open = { label: 'APIs', url: dashboardLink('apis') }
  const identifier = [{ label: 'Identifier', value: audience }]
  return [
    {
      id: 'api',
      title: 'Create an API with exactly this identifier',
      why: 'You set an audience. It names an API, which is a name, not an address anybody calls.',
      open,
      do: [
        'Choose "Create API", unless there is one with this identifier; it cannot be changed later.',
        'Signing algorithm: RS256. Token encryption (JWE): off.',
        'Or clear the audience here: signing in does not need one.',
      ],
      copy: identifier,
      enter: [entered('audience', 'Audience', { optional: true })],
      expect: 'Identifier reads the same to the letter, a slash at its end included.',
    },
    {
      id: 'user-access',
      title: 'Let the application ask for it on behalf of a user',
      why: 'Without User-Delegated Access Auth0 says: is not authorized to access resource server.',
      open,
      do: [
        'Open the API, Application Access, find the application, Edit.',
        'Under "User-Delegated Access" choose "Grant Access", and save.',
        'Older dashboard: Settings, Application Access Policy, user: "Allow", or "Allow via client-grant" and a grant with subject_type user.',
      ],
      copy: identifier,
      enter: [],
      expect:
        'User-Delegated Access reads "Granted", or the policy reads "All apps allowed" (allow_all).',
    },
    {
      id: 'client-access',
      title: 'Let the application ask for it on its own behalf',
      why: 'The two kinds of access are granted one by one, and one of them does not bring the other.',
      open,
      do: [
        'On the same page, under "Client Access", choose "Grant Access", and save.',
        'Older dashboard: Machine To Machine Applications, switch the application on.',
      ],
      copy: identifier,
      enter: [],
      expect: 'Client Access reads "Granted". Signing people in works without it.',
    },
  ]
}
