/** Keeps what was entered about a provider, and says what is still missing. */
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { signInStrings } from '../../../strings/sign-in.ts'
import type { Provider } from './use-provider.ts'

const words = signInStrings.form
const nameOf = {
  domain: 'Domain',
  clientId: 'Client ID',
  clientSecret: words.secretField,
} as const

export function KeepValues({ provider }: { provider: Provider }) {
  const { dirty, keepable, missing, saving, kind } = provider
  const names = missing.map((field) =>
    field === 'domain' && kind === 'oidc' ? 'Issuer' : nameOf[field],
  )
  return (
    <div className="space-y-3">
      <div className="flex min-h-10 flex-wrap items-center gap-4">
        {dirty && (
          <Button
            kind="solid"
            busy={saving.busy}
            disabled={!keepable}
            onClick={() => void provider.keep()}
          >
            {words.keep}
          </Button>
        )}
        <p className="text-sm text-muted">
          {missing.length > 0 ? words.missing(names) : dirty ? words.open : words.kept}
        </p>
      </div>
      {saving.failure && <Problem problem={saving.failure} />}
    </div>
  )
}
