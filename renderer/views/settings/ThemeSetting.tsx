/** Light, dark, or as the system has it; shown at once. */
import { Select } from '../../components/Select.tsx'
import { useAction } from '../../data/use-action.ts'
import { settingsStrings } from '../../strings/settings.ts'
import { applyTheme, type Theme } from '../../theme.ts'
import { SettingRow } from './SettingRow.tsx'
import { useSettings } from './use-settings.ts'

const words = settingsStrings.theme
const themes = ['system', 'light', 'dark'] as const satisfies Theme[]

export function ThemeSetting() {
  const { settings, save } = useSettings()
  const { failure, run } = useAction()
  const choose = (theme: Theme): void => {
    applyTheme(theme)
    void run(() => save('panel.theme', words.label, theme))
  }
  return (
    <SettingRow name="panel.theme" failure={failure}>
      <div className="max-w-xs">
        <Select
          label={words.label}
          value={settings.panel.theme}
          onChange={choose}
          options={themes.map((value) => ({ value, label: words.options[value] }))}
        />
      </div>
    </SettingRow>
  )
}
