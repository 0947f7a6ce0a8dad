/** Every setting, and the data folder as a whole. */
import { EmptyState } from '../../components/EmptyState.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { settingsStrings } from '../../strings/settings.ts'

export function SettingsView() {
  return (
    <ViewFrame title={settingsStrings.title} empty={<EmptyState title={settingsStrings.empty} />} />
  )
}
