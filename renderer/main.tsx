/**
 * Starts the panel: in the desktop window over IPC, in a browser over HTTP. It begins to follow the bridge before
 * the code that draws has run, which is most of it and waits for the frame in the page to be seen.
 */
import { createStore } from './data/store.ts'
import { viewCode } from './frame/view-code.ts'
import { createHttpTransport } from './http-transport.ts'
import { createIpcTransport } from './ipc-transport.ts'
import { placeOf } from './navigation.ts'
import { showPanelMissing } from './panel-missing.ts'
import { whenPainted } from './when-painted.ts'
import './styles.css'

const root = document.querySelector('#root')
if (root) {
  const { drawbridge } = window
  const store = createStore(drawbridge ? createIpcTransport(drawbridge) : createHttpTransport())
  store.start()
  // What the first sentence on Home is made of.
  const leave = store.answer('status.get', {}).watch(() => {})
  const { view: name } = placeOf(location.hash)
  const draw = async (): Promise<void> => {
    await whenPainted()
    // Without its code the panel says so in the place of the view (ViewBoundary).
    const first = viewCode[name]().then(
      (View) => ({ name, View }),
      () => undefined,
    )
    const { drawPanel } = await import('./panel.tsx')
    drawPanel(root, store, await first)
    leave()
  }
  draw().catch(() => showPanelMissing(root))
}
