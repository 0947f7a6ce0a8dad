/** Light, dark, or as the system has it. Kept in this browser too, so that no page flashes. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'drawbridge-theme'

/** Shows it and keeps it for the next page. */
export function applyTheme(theme: Theme): void {
  show(theme)
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // No storage: the next page begins with the system's theme until the settings are there.
  }
}

/** What this browser showed last, before the settings are known. */
export function applyKeptTheme(): void {
  try {
    const kept = localStorage.getItem(KEY)
    if (kept === 'light' || kept === 'dark') show(kept)
  } catch {
    // As above.
  }
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
