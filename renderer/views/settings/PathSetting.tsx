/** The owner's own cloudflared: a full path, or nothing. */
import { settingsStrings } from '../../strings/settings.ts'
import { TypedSetting } from './TypedSetting.tsx'
import { useSettings } from './use-settings.ts'

const words = settingsStrings.address.cloudflared
const fullPath = /^([/~]|[a-z]:[\\/]|\\\\)/i

export function PathSetting() {
  const { settings, save } = useSettings()
  const current = settings.cloudflared ?? ''
  return (
    <TypedSetting
      name="cloudflared"
      label={words.label}
      hint={words.hint}
      shown={current}
      current={current}
      read={(text) => {
        const value = text.trim()
        return { value, error: value === '' || fullPath.test(value) ? undefined : words.wrong }
      }}
      save={(value) => save('cloudflared', words.label, value === '' ? null : value)}
      field={{ mono: true }}
    />
  )
}
