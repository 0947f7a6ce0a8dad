/** The owner's own cloudflared: a full path, or nothing. */
import { useState } from 'react'
import { TextField } from '../../components/TextField.tsx'
import { useAction } from '../../data/use-action.ts'
import { settingsStrings } from '../../strings/settings.ts'
import { SettingRow } from './SettingRow.tsx'
import { useSettings } from './use-settings.ts'

const words = settingsStrings.address.cloudflared

export function PathSetting() {
  const { settings, save } = useSettings()
  const { failure, run, forget } = useAction()
  const [typed, setTyped] = useState<string>()
  const current = settings.cloudflared ?? ''
  const text = typed ?? current
  const path = text.trim()
  const error = path === '' || /^([/~]|[a-z]:[\\/]|\\\\)/i.test(path) ? undefined : words.wrong
  const leave = (): void => {
    setTyped(undefined)
    forget()
  }
  const keep = async (): Promise<void> => {
    if (error !== undefined) return
    if (path === current) return leave()
    const value = path === '' ? null : path
    if (await run(() => save('cloudflared', words.label, value))) setTyped(undefined)
  }
  return (
    <SettingRow name="cloudflared" failure={failure}>
      <TextField
        label={words.label}
        hint={words.hint}
        error={error}
        value={text}
        onChange={setTyped}
        mono
        autoComplete="off"
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
          if (event.key === 'Escape') leave()
        }}
      />
    </SettingRow>
  )
}
