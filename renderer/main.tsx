/** Starts the panel: in the desktop window over IPC, in a browser over HTTP. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { createStore } from './data/store.ts'
import { createHttpTransport } from './http-transport.ts'
import { createIpcTransport } from './ipc-transport.ts'
import './styles.css'
import { applyKeptTheme } from './theme.ts'

const root = document.querySelector('#root')
if (root) {
  applyKeptTheme()
  const { drawbridge } = window
  const store = createStore(drawbridge ? createIpcTransport(drawbridge) : createHttpTransport())
  store.start()
  createRoot(root).render(
    <StrictMode>
      <App store={store} />
    </StrictMode>,
  )
}
