/** Draws the panel. Its code and that of the first view come together, so that no empty frame is shown in between. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import type { Store } from './data/store.ts'
import type { FirstView } from './frame/Frame.tsx'

export function drawPanel(root: Element, store: Store, first: FirstView | undefined): void {
  createRoot(root).render(
    <StrictMode>
      <App store={store} first={first} />
    </StrictMode>,
  )
}
