/** Whether the window has room for what was chosen beside the list. */
import { useSyncExternalStore } from 'react'

/** styles/traffic.css says the same. */
const wide = (): MediaQueryList => matchMedia('(width >= 64rem)')

export function useBeside(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = wide()
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => wide().matches,
  )
}
