/** The whole panel: Home, or why Home cannot be shown. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Store } from './store.ts'
import { strings } from './strings.ts'
import { Home } from './views/Home.tsx'
import { SignedOut } from './views/SignedOut.tsx'

export function App({ store }: { store: Store }) {
  const state = useSyncExternalStore(store.subscribe, store.getState)
  const waiting = state.link === 'open' ? (state.data.approvals?.length ?? 0) : 0

  useEffect(() => {
    document.title = strings.title(waiting)
  }, [waiting])

  if (state.link === 'signed-out') return <SignedOut />
  return <Home state={state} invoke={store.invoke} />
}
