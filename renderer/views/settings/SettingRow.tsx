/** One setting: its control, that it counts from the next start, and why saving it failed. */
import type { ReactNode } from 'react'
import type { Failure } from '../../../main/contract.ts'
import { Badge } from '../../components/Badge.tsx'
import { Problem } from '../../components/Problem.tsx'
import { settingsStrings as words } from '../../strings/settings.ts'
import { useSettings } from './use-settings.ts'

interface Props {
  name: string
  failure: Failure | undefined
  children: ReactNode
}

export function SettingRow({ name, failure, children }: Props) {
  const { afterRestart } = useSettings()
  return (
    <div className="row space-y-3">
      {children}
      {afterRestart.includes(name) && <Badge>{words.later}</Badge>}
      {failure && <Problem problem={failure} />}
    </div>
  )
}
