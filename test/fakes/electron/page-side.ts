/**
 * What runs in a page before its own code: the app's real preload script, with the two parts of
 * Electron a sandboxed preload has. Wishes for permissions and for windows lead to the app's own
 * handlers; Electron decides about them outside the page.
 */

/** The names under which the page reaches the double. */
export const bindings = {
  invoke: 'doubleInvoke',
  permission: 'doublePermission',
  open: 'doubleOpen',
} as const

/** Electron loads a preload script into main frames only. */
export const pageSide = (preload: string): string => `
if (window === window.top && location.protocol === 'https:') {
  const invoke = window.${bindings.invoke}
  const ask = window.${bindings.permission}
  const openElsewhere = (url) => void window.${bindings.open}(new URL(url, location.href).href)
  window.open = (url = 'about:blank') => (openElsewhere(url), null)
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[target=_blank]')
    if (!link || event.defaultPrevented) return
    event.preventDefault()
    openElsewhere(link.href)
  })
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, value) =>
        Object.defineProperty(window, name, { value: Object.freeze(value), enumerable: true }),
    },
    ipcRenderer: { invoke: (channel, ...args) => invoke(channel, args) },
  }
  const allowed = ['electron', 'events', 'timers', 'url']
  const require = (name) => {
    if (!allowed.includes(name)) throw new Error('module not found: ' + name)
    if (name !== 'electron') throw new Error('the double has no ' + name)
    return electron
  }
  if (window.Notification)
    Notification.requestPermission = async () => ((await ask('notifications')) ? 'granted' : 'denied')
  ;((require, module, exports) => {
${preload}
  })(require, { exports: {} }, {})
}`
