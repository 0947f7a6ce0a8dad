/** Who proves to be the owner, the signing keys, the audit trail: `#keys`, `#keys/signing`, `#keys/audit`. */
import { Tabs } from '../../components/Tabs.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useLoaded } from '../../data/hooks.ts'
import type { ViewProps } from '../../frame/view-props.ts'
import { goTo, hrefTo } from '../../navigation.ts'
import { keysStrings as words } from '../../strings/keys.ts'
import { AuditTrail } from './audit/AuditTrail.tsx'
import { SignInPage } from './sign-in/SignInPage.tsx'
import { SigningKeys } from './SigningKeys.tsx'

const pages = ['sign-in', 'signing', 'audit'] as const
type Page = (typeof pages)[number]

export function KeysView({ path }: ViewProps) {
  const identity = useLoaded('identity.status', {})
  const status = useLoaded('status.get', {})
  const page = pages.find((one) => one === path[0]) ?? 'sign-in'

  const contentOf = (one: Page) => {
    if (one === 'audit') return <AuditTrail />
    if (one === 'signing') return status.value && <SigningKeys secrets={status.value.secrets} />
    return identity.value && <SignInPage identity={identity.value} />
  }
  return (
    <ViewFrame title={words.title} lead={words.lead} needs={[identity, status]}>
      <Tabs
        label={words.pages.label}
        value={page}
        onChange={(chosen) => goTo(hrefTo('keys', chosen), { replace: true })}
        tabs={pages.map((value) => ({
          value,
          label: words.pages[value],
          content: <div className="max-w-3xl">{contentOf(value)}</div>,
        }))}
      />
    </ViewFrame>
  )
}
