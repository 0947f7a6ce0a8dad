/** One value to bring here from the provider, judged as it is typed. */
import type { ReactNode } from 'react'
import { SecretField } from '../../../components/SecretField.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { signInStrings as words } from '../../../strings/sign-in.ts'
import { judge } from './fields.ts'
import type { IdentityStep } from './identity-step.ts'
import type { Provider } from './use-provider.ts'

interface Props {
  provider: Provider
  entry: IdentityStep['enter'][number]
  hint?: ReactNode
}

export function ProviderField({ provider, entry, hint }: Props) {
  const { field, label, secret } = entry
  const value = provider.valueOf(field)
  const { error, doubt } = judge(provider.kind, field, value)
  const kept = secret && provider.hasSecret && value === ''
  const common = {
    label,
    value,
    error,
    hint: doubt ?? (kept ? words.form.secretKept : hint),
    onChange: (text: string) => provider.change(field, text),
    ...(kept ? { placeholder: '••••••••' } : {}),
  }
  return secret ? <SecretField {...common} /> : <TextField {...common} mono autoComplete="off" />
}
