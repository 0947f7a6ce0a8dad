/** A setting that is a number. */
import { settingsStrings } from '../../strings/settings.ts'
import { readNumber, shownNumber, valueOf, type NumberName } from './numbers.ts'
import { TypedSetting } from './TypedSetting.tsx'
import { useSettings } from './use-settings.ts'

interface Props {
  name: NumberName
  /** What is wrong with it beside its bounds. */
  judge?: (value: number) => string | undefined
}

export function NumberSetting({ name, judge }: Props) {
  const { settings, save } = useSettings()
  const { label, hint, unit } = settingsStrings.numbers[name]
  const current = Number(valueOf(settings, name))
  return (
    <TypedSetting
      name={name}
      label={unit === '' ? label : `${label} (${unit})`}
      hint={hint}
      shown={shownNumber(name, current)}
      current={current}
      read={(text) => {
        const { value, error } = readNumber(name, text)
        const changed = value !== undefined && value !== current
        return { value, error: error ?? (changed ? judge?.(value) : undefined) }
      }}
      save={(value) => save(name, label, value)}
      field={{ inputMode: 'numeric', className: 'w-36 tabular-nums' }}
    />
  )
}
