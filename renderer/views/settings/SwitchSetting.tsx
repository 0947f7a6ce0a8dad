/** A setting that is on or off, saved at once. */
import { Switch } from '../../components/Switch.tsx'
import { useAction } from '../../data/use-action.ts'
import { valueOf } from './numbers.ts'
import { SettingRow } from './SettingRow.tsx'
import { useSettings } from './use-settings.ts'

interface Props {
  name: string
  label: string
  hint?: string
  /** What is kept when it is switched; the state itself when left out. */
  values?: { on: unknown; off: unknown }
}

export function SwitchSetting({ name, label, hint, values = { on: true, off: false } }: Props) {
  const { settings, save } = useSettings()
  const { busy, failure, run } = useAction()
  return (
    <SettingRow name={name} failure={failure}>
      <Switch
        label={label}
        hint={hint}
        checked={valueOf(settings, name) === values.on}
        disabled={busy}
        onChange={(on) => void run(() => save(name, label, on ? values.on : values.off))}
      />
    </SettingRow>
  )
}
