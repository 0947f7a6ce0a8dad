/**
 * Electron's security checklist, where the answer is what the shell tells Electron (docs/security.md
 * says which test shows which item). The double stands in Electron's place.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Electron from 'electron'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { guardPages } from '../../main/shell/guards.ts'
import { windowStateSchema } from '../../main/shell/window-state.ts'
import { createAppWindow } from '../../main/shell/window.ts'
import { app, becomeReady } from '../fakes/electron/app.ts'
import { BrowserWindow } from '../fakes/electron/browser-window.ts'
import { preventable } from '../fakes/electron/event.ts'
import { permissionFor } from '../fakes/electron/session.ts'
import { WebContents } from '../fakes/electron/web-contents.ts'

vi.mock('electron', () => import('../fakes/electron/module.ts'))

// No page is needed here, and the end of the last window ends no test.
vi.spyOn(WebContents.prototype, 'loadURL').mockResolvedValue()
app.on('window-all-closed', () => {})
becomeReady()

const root = join(import.meta.dirname, '..', '..')

/** The window as the app makes it; its page is never loaded. */
async function appWindow() {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-preload-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const preload = join(folder, 'preload.cjs')
  await writeFile(preload, '')
  const window = createAppWindow({
    preload,
    kept: { get: () => windowStateSchema.parse({}), set() {} },
    isQuitting: () => true,
    hasTray: () => true,
    onFirstHide() {},
    onGivenUp() {},
    clock: systemClock,
    log: silentLog,
  })
  window.show()
  const made = BrowserWindow.getAllWindows().at(-1)
  if (!made) throw new Error('no window')
  onTestFinished(() => made.destroy())
  return { made, preload }
}

it('isolates and sandboxes its page, and sets nothing that weakens it (2, 3, 4, 6, 8 to 11)', async () => {
  const { made, preload } = await appWindow()
  expect(made.options.webPreferences).toEqual({
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: true,
  })
})

it('paints the window like the panel before there is a page', async () => {
  const { made } = await appWindow()
  const tokens = await readFile(join(root, 'renderer', 'styles', 'tokens.css'), 'utf8')
  expect(tokens).toContain(`--paper: light-dark(${String(made.options.backgroundColor)},`)
})

describe('every page the app ever has', () => {
  const openExternal = vi.fn()
  guardPages(openExternal)

  async function contents(address = 'app://drawbridge/index.html') {
    const { made } = await appWindow()
    vi.spyOn(made.webContents, 'getURL').mockReturnValue(address)
    return made.webContents
  }
  const asElectron = (given: unknown) => given as Electron.WebContents

  it('gets no permission but to write to the clipboard from our own address (5)', async () => {
    const ours = asElectron(await contents())
    const foreign = asElectron(await contents('app://elsewhere/'))
    expect(await permissionFor(ours, 'clipboard-sanitized-write')).toBe(true)
    expect(await permissionFor(foreign, 'clipboard-sanitized-write')).toBe(false)
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb']) {
      expect(await permissionFor(ours, permission), permission).toBe(false)
    }
  })

  it.each([
    ['will-navigate', 'https://example.com/'],
    ['will-redirect', 'https://example.com/'],
    ['will-navigate', 'app://elsewhere/'],
    ['will-navigate', 'file:///etc/passwd'],
  ])('is kept where it is: %s to %s (13)', async (name, url) => {
    const event = preventable({ url, isMainFrame: true })
    const page = await contents()
    page.emit(name, event)
    expect(event.defaultPrevented).toBe(true)
    expect(openExternal).toHaveBeenLastCalledWith(url)
  })

  it('may load itself anew', async () => {
    const event = preventable({ url: 'app://drawbridge/index.html#keys', isMainFrame: true })
    const page = await contents()
    page.emit('will-navigate', event)
    expect(event.defaultPrevented).toBe(false)
  })

  it('has no frame that goes anywhere, and no webview (12, 13)', async () => {
    const page = await contents()
    const frame = preventable({ url: 'app://drawbridge/', isMainFrame: false })
    page.emit('will-frame-navigate', frame)
    expect(frame.defaultPrevented).toBe(true)
    const webview = preventable({})
    page.emit('will-attach-webview', webview)
    expect(webview.defaultPrevented).toBe(true)
  })
})

describe('the sources', () => {
  const textsIn = async (folder: string): Promise<[name: string, text: string][]> => {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    return Promise.all(
      entries
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name)
          return [path.slice(root.length + 1), await readFile(path, 'utf8')] as [string, string]
        }),
    )
  }

  it('name no switch that weakens a window', async () => {
    const switches =
      /webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|nodeIntegration(InWorker|InSubFrames)|nodeIntegration: true|sandbox: false|no-sandbox/
    const found = (await textsIn('main')).filter(([, text]) => switches.test(text))
    expect(found.map(([name]) => name)).toEqual([])
  })

  it('make one window, listen to pages in one file, and open addresses in one', async () => {
    const shell = await textsIn('main')
    const using = (pattern: RegExp) =>
      shell.filter(([, text]) => pattern.test(text)).map(([name]) => name.split(/[/\\]/).at(-1))
    expect(using(/new BrowserWindow\(/)).toEqual(['window.ts'])
    expect(using(/ipcMain\.(on|handle)/)).toEqual(['ipc.ts'])
    expect(using(/shell\.openExternal\(/)).toEqual(['desktop.ts'])
    expect(using(/exposeInMainWorld\(/)).toEqual(['preload.ts'])
  })

  it('sandbox the whole app before it is ready (4)', async () => {
    const index = await readFile(join(root, 'main', 'index.ts'), 'utf8')
    expect(index.indexOf('\napp.enableSandbox()')).toBeGreaterThan(0)
    expect(index.indexOf('\napp.enableSandbox()')).toBeLessThan(index.indexOf('startDesktop('))
  })

  it('pin Electron to one version (16)', async () => {
    const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  })
})
