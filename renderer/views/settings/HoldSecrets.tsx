/** Whether what may be a secret waits for the owner before it crosses. */
import { Switch } from '../../components/Switch.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { settingsStrings } from '../../strings/settings.ts'
import { SettingRow } from './SettingRow.tsx'
import { useSettings } from './use-settings.ts'

export function HoldSecrets() {
  const { settings } = useSettings()
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const holds = settings.hold.some(
    (rule) => rule.what === 'marked' && Object.keys(rule).length === 1,
  )
  return (
    <SettingRow name="hold" failure={failure}>
      <Switch
        {...settingsStrings.holdSecrets}
        checked={holds}
        disabled={busy}
        onChange={(on) => void run(() => invoke('held.guard', { on, what: 'marked' }))}
      />
    </SettingRow>
  )
}
