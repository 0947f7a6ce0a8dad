/** A setting that is a number: judged as it is typed, saved by Enter or by leaving the field. */
import { useState } from 'react'
import { TextField } from '../../components/TextField.tsx'
import { useAction } from '../../data/use-action.ts'
import { settingsStrings } from '../../strings/settings.ts'
import { readNumber, shownNumber, valueOf, type NumberName } from './numbers.ts'
import { SettingRow } from './SettingRow.tsx'
import { useSettings } from './use-settings.ts'

interface Props {
  name: NumberName
  /** What is wrong with it beside its bounds. */
  judge?: (value: number) => string | undefined
}

export function NumberSetting({ name, judge }: Props) {
  const { settings, save } = useSettings()
  const { failure, run, forget } = useAction()
  /** While it is being changed. */
  const [typed, setTyped] = useState<string>()
  const { label, hint, unit } = settingsStrings.numbers[name]
  const current = Number(valueOf(settings, name))
  const text = typed ?? shownNumber(name, current)
  const { value, error } = readNumber(name, text)
  const wrong = error ?? (value === undefined || value === current ? undefined : judge?.(value))
  const leave = (): void => {
    setTyped(undefined)
    forget()
  }
  const keep = async (): Promise<void> => {
    if (wrong !== undefined || value === undefined) return
    if (value === current) return leave()
    if (await run(() => save(name, label, value))) setTyped(undefined)
  }
  return (
    <SettingRow name={name} failure={failure}>
      <TextField
        label={unit === '' ? label : `${label} (${unit})`}
        hint={hint}
        error={wrong}
        value={text}
        onChange={setTyped}
        inputMode="numeric"
        autoComplete="off"
        className="w-36 tabular-nums"
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
          if (event.key === 'Escape') leave()
        }}
      />
    </SettingRow>
  )
}
