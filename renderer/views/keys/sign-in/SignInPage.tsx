/** How the owner proves to be the owner now: the provider, who may come in, checks, ways back, attempts. */
import type { Identity } from '../../setup/chapters.ts'
import { DriftCard } from '../../setup/sign-in/DriftCard.tsx'
import { Attempts } from './Attempts.tsx'
import { Callbacks } from './Callbacks.tsx'
import { Checks } from './Checks.tsx'
import { Owner } from './Owner.tsx'
import { People } from './People.tsx'
import { ProviderNow } from './ProviderNow.tsx'

export function SignInPage({ identity }: { identity: Identity }) {
  const { saved, drift } = identity
  return (
    <div className="space-y-14">
      {drift && <DriftCard drift={drift} />}
      <ProviderNow identity={identity} />
      {saved !== null && (
        <>
          <Owner identity={identity} />
          <People identity={identity} />
          <Checks kind={saved} />
          <Callbacks callbacks={identity.callbacks} />
          <Attempts identity={identity} />
        </>
      )}
    </div>
  )
}
