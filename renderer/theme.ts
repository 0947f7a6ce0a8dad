/** Light, dark, or as the system has it. Kept in this browser too, so that no page flashes. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'drawbridge-theme'

/** Shows it and keeps it for the next page, which begins with it (public/kept-theme.js). */
export function applyTheme(theme: Theme): void {
  show(theme)
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // No storage: the next page begins with the system's theme until the settings are there.
  }
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
