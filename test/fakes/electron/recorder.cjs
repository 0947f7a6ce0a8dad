/**
 * What the app shows outside its window, for tests to see and to use: trays, notifications, boxes,
 * addresses opened elsewhere. The same for the real Electron (-r) and for the double.
 */
const { dialog, Notification, shell, Tray } = require('electron')

const record = { trays: [], notifications: [], boxes: [], errors: [], opened: [], answers: [] }
globalThis.desktopRecord = record

/** Calls `seen` before the method of every object of this class. */
function before(prototype, name, seen) {
  const original = prototype[name]
  prototype[name] = function (...args) {
    seen(this, ...args)
    return original.apply(this, args)
  }
}

const trayOf = (tray) => {
  let found = record.trays.find((one) => one.tray === tray)
  if (!found) record.trays.push((found = { tray, menus: 0, images: 0 }))
  return found
}
before(Tray.prototype, 'setContextMenu', (tray, menu) => {
  const found = trayOf(tray)
  found.menu = menu
  found.menus += 1
})
before(Tray.prototype, 'setToolTip', (tray, tooltip) => (trayOf(tray).tooltip = tooltip))
before(Tray.prototype, 'setImage', (tray) => (trayOf(tray).images += 1))
before(Notification.prototype, 'show', (notification) => record.notifications.push(notification))

dialog.showMessageBox = async (...args) => {
  const options = args.at(-1)
  record.boxes.push(options)
  return { response: record.answers.shift() ?? options.cancelId ?? 0, checkboxChecked: false }
}
dialog.showErrorBox = (title, content) => {
  record.errors.push({ title, content })
  // Who started the app may be waiting for it to end.
  process.stderr.write(`${title}: ${content}\n`)
}
shell.openExternal = async (url) => void record.opened.push(url)
