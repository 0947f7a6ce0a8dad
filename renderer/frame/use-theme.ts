/** Shows the theme the owner chose, wherever it was chosen. */
import { useEffect } from 'react'
import { useLoaded } from '../data/hooks.ts'
import { applyTheme } from '../theme.ts'

export function useTheme(): void {
  const { value } = useLoaded('settings.get', {})
  const theme = value?.settings.panel.theme
  useEffect(() => {
    if (theme) applyTheme(theme)
  }, [theme])
}
