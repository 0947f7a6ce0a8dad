/**
 * The page's half of the session. The launch page keeps it in the storage of this address, port
 * included (main/bridge/http/control-pages.ts); the cookie alone, which any web server of this
 * computer can get to see, opens nothing.
 */
const KEY = 'drawbridge-panel'

/** Read anew for each request: a fresh launch link in another tab replaces it. */
export function pageSecretHeader(): Record<string, string> {
  return { 'x-drawbridge-panel': read() }
}

/** Tells when another tab was opened by a fresh launch link, until the returned function is called. */
export function onFreshLink(listener: () => void): () => void {
  const stored = (event: StorageEvent): void => {
    if (event.key === KEY) listener()
  }
  addEventListener('storage', stored)
  return () => removeEventListener('storage', stored)
}

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    // The browser allows no storage: the bridge will say that this page is signed out.
    return ''
  }
}
