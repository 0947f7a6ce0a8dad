// What this browser showed last (theme.ts keeps it), before anything is painted: a module would come too late.
try {
  const kept = localStorage.getItem('drawbridge-theme')
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept
} catch {
  // No storage: the page begins with the system's theme until the settings are there.
}
