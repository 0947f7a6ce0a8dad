/** Starts the panel in a browser. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { createHttpTransport } from './http-transport.ts'
import { createStore } from './store.ts'
import './styles.css'

const root = document.querySelector('#root')
if (root) {
  const store = createStore(createHttpTransport())
  store.start()
  createRoot(root).render(
    <StrictMode>
      <App store={store} />
    </StrictMode>,
  )
}
