/** One step of the guide as it is written down: everything but what its check has found. */
import type { z } from 'zod'
import type { identityStepSchema } from '../../../contract/identity.ts'

export type Step = z.infer<typeof identityStepSchema>
export type StepText = Omit<Step, 'check'>

/** What the words of the guide are filled with. */
export interface GuideFacts {
  /** Host of the provider, when it is known. */
  domain: string | null
  clientId: string | null
  audience: string | null
  callbacks: readonly { url: string; kind: 'public' | 'loopback' }[]
}

type Entered = StepText['enter'][number]

export const entered = (
  field: Entered['field'],
  label: string,
  more: Partial<Entered> = {},
): Entered => ({
  field,
  label,
  secret: false,
  optional: false,
  ...more,
})

/** The lines to register; the spares serve when another program has taken the first port. */
export const callbackLines = ({ callbacks }: GuideFacts): StepText['copy'] => {
  const lines = callbacks.map(({ url, kind }) => ({
    label: kind === 'public' ? 'Callback, from any device' : 'Callback, on this computer',
    value: url,
  }))
  const all = callbacks.map(({ url }) => url).join(', ')
  return lines.length > 1 ? [{ label: 'All lines at once', value: all }, ...lines] : lines
}

/** Client id and secret, which every provider shows with copy buttons. */
export const credentialsStep = (
  provider: string,
  more: Pick<StepText, 'open' | 'do'> & { kind: 'application' | 'client' },
): StepText => ({
  id: 'credentials',
  title: 'Enter the client id and client secret',
  why: `With them the bridge shows ${provider} that it is this ${more.kind}.`,
  open: more.open,
  do: more.do,
  copy: [],
  enter: [
    entered('clientId', 'Client ID'),
    entered('clientSecret', 'Client Secret', { secret: true }),
  ],
  expect: 'The secret is kept in the keychain of this computer and never shown again.',
})

/** The last one, at every provider. */
export const testStep = (...more: string[]): StepText => ({
  id: 'test',
  title: 'Sign in once, and become the owner',
  why: 'Whoever signs in now becomes the owner, by issuer and user id; everyone else is refused.',
  open: null,
  do: [
    'Run the test sign-in: "Test sign-in" in the panel, or drawbridge identity test --bind.',
    ...more,
  ],
  copy: [],
  enter: [],
  expect: 'The page says that it worked, and your name stands under "Owner".',
})
