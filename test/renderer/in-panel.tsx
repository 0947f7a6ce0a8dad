/** Draws a part of the panel as the panel would: with a store around it that follows a Control. */
import { render } from '@testing-library/react'
import { Toast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { act } from '@testing-library/react'
import { StoreContext } from '../../renderer/data/hooks.ts'
import { createStore } from '../../renderer/data/store.ts'
import { createControlTransport } from '../fakes/control-transport.ts'
import { createFakeControl, type FakeControl } from '../fakes/fake-control.ts'

/** The bridge is connected; `transport.calls` are the calls made, in order. */
export function renderInPanel(part: ReactNode, control: FakeControl = createFakeControl()) {
  const transport = createControlTransport(control)
  const store = createStore(transport)
  store.start()
  const view = render(
    <StoreContext value={store}>
      <Toast.Provider>{part}</Toast.Provider>
    </StoreContext>,
  )
  act(() => transport.signal({ kind: 'resync' }))
  return { ...view, control, transport, store }
}
