/** The whole panel: the store and the parts every view may use, around the frame. */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { ToastProvider } from './components/Toasts.tsx'
import { StoreContext } from './data/hooks.ts'
import type { Store } from './data/store.ts'
import { Frame, type FirstView } from './frame/Frame.tsx'

interface Props {
  store: Store
  /** The view whose code is there already. */
  first?: FirstView | undefined
}

export function App({ store, first }: Props) {
  return (
    <StoreContext value={store}>
      {/* The panel's policy allows no inline styles; Base UI must not try. */}
      <CSPProvider disableStyleElements>
        <Tooltip.Provider>
          <ToastProvider>
            <Frame first={first} />
          </ToastProvider>
        </Tooltip.Provider>
      </CSPProvider>
    </StoreContext>
  )
}
