/** The whole panel: the store and the parts every view may use, around the frame. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { ToastProvider } from './components/Toasts.tsx'
import { StoreContext } from './data/hooks.ts'
import type { Store } from './data/store.ts'
import { Frame } from './frame/Frame.tsx'

export function App({ store }: { store: Store }) {
  return (
    <StoreContext value={store}>
      {/* The panel's policy allows no inline styles; Base UI must not try. */}
      <CSPProvider disableStyleElements>
        <Tooltip.Provider>
          <ToastProvider>
            <Frame />
          </ToastProvider>
        </Tooltip.Provider>
      </CSPProvider>
    </StoreContext>
  )
}
