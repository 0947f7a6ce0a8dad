/** What the app asks of the computer: clipboard, boxes, screens, power, the browser. */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'

const held = { text: '' }

export const clipboard = {
  readText: async () => held.text,
  writeText: async (text: string) => void (held.text = text),
}

export const dialog = {
  showMessageBox: async (
    options: Electron.MessageBoxOptions,
  ): Promise<Electron.MessageBoxReturnValue> => ({
    response: options.cancelId ?? 0,
    checkboxChecked: false,
  }),
  showErrorBox: (_title: string, _content: string): void => {},
}

export const shell = { openExternal: async (_url: string): Promise<void> => {} }

export const powerMonitor = new EventEmitter()

const workArea = { x: 0, y: 0, width: 1440, height: 860 }

export const screen = {
  getAllDisplays: (): Array<Pick<Electron.Display, 'workArea'>> => [{ workArea }],
}
