/** How the owner proves to be the owner: on this computer, at Auth0, at any other provider. */
import { Badge } from '../../../components/Badge.tsx'
import { RadioCards } from '../../../components/RadioCards.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { goTo, hrefTo } from '../../../navigation.ts'
import { signInStrings as words } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'
import { DriftCard } from './DriftCard.tsx'
import { OnThisComputer } from './OnThisComputer.tsx'
import { ProviderGuide } from './ProviderGuide.tsx'

const ways = ['here', 'auth0', 'oidc'] as const
type Way = (typeof ways)[number]

export function SignInChapter({ path }: { path: readonly string[] }) {
  const { value: identity } = useLoaded('identity.status', {})
  if (!identity) return null
  const inUse = wayOf(identity)
  const way = ways.find((one) => one === path[0]) ?? inUse
  return (
    <div className="space-y-10">
      {identity.drift && <DriftCard drift={identity.drift} />}
      <RadioCards
        label={words.choose}
        hiddenLabel
        value={way}
        onChange={(chosen) => goTo(hrefTo('setup', 'sign-in', chosen), { replace: true })}
        options={ways.map((value) => ({
          value,
          ...words.ways[value],
          badge:
            value === inUse ? (
              <Badge>{words.inUse}</Badge>
            ) : value === 'here' ? (
              <Badge>{words.recommended}</Badge>
            ) : null,
        }))}
      />
      {way === 'here' ? (
        <OnThisComputer identity={identity} />
      ) : (
        <ProviderGuide key={way} kind={way} identity={identity} />
      )}
    </div>
  )
}

const wayOf = ({ provider }: Identity): Way => (provider === 'owner-approval' ? 'here' : provider)
