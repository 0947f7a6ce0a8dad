/** A setting that is typed: judged as it is typed, saved by Enter or by leaving the field. */
import { useState, type ComponentProps } from 'react'
import { TextField } from '../../components/TextField.tsx'
import { useAction } from '../../data/use-action.ts'
import { SettingRow } from './SettingRow.tsx'

interface Props<T> {
  name: ComponentProps<typeof SettingRow>['name']
  label: string
  hint: string
  /** What stands in the field while nobody types. */
  shown: string
  current: T
  /** The value of a text, and what is wrong with it. */
  read: (text: string) => { value: T | undefined; error?: string | undefined }
  save: (value: T) => Promise<unknown>
  field?: Pick<ComponentProps<typeof TextField>, 'className' | 'inputMode' | 'mono'>
}

export function TypedSetting<T>(props: Props<T>) {
  const { name, label, hint, shown, current, read, save, field } = props
  const { failure, run, forget } = useAction()
  /** While it is being changed. */
  const [typed, setTyped] = useState<string>()
  const text = typed ?? shown
  const { value, error } = read(text)
  const leave = (): void => {
    setTyped(undefined)
    forget()
  }
  const keep = async (): Promise<void> => {
    if (error !== undefined || value === undefined) return
    if (value === current) return leave()
    if (await run(() => save(value))) setTyped(undefined)
  }
  return (
    <SettingRow name={name} failure={failure}>
      <TextField
        label={label}
        hint={hint}
        error={error}
        value={text}
        onChange={setTyped}
        autoComplete="off"
        {...field}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
          if (event.key === 'Escape') leave()
        }}
      />
    </SettingRow>
  )
}
