/**
 * The double of Electron against Electron's own typings, so that it cannot drift: what it has, Electron
 * has too, with types that fit (held by `npm run types`); and what the shell uses, it has.
 */
import type { EventEmitter } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type Electron from 'electron'
import { expect, it } from 'vitest'
import type * as double from '../fakes/electron/module.ts'

type Double = typeof double

/** The members of a double, without those every emitter has; private ones do not count. */
type Own<T> = Exclude<keyof T, keyof EventEmitter>
/** Those members as Electron types them. A member Electron does not have becomes an error. */
type AsIn<Real, T, Apart extends string = never> = {
  [K in Exclude<Own<T>, Apart>]: K extends keyof Real ? Real[K] : never
}
type Held<T extends Like, Like> = T
type Contents = Double['BrowserWindow']['prototype']['webContents']
type DefaultSession = Double['session']['defaultSession']

/** Each line is an error as soon as a member, a parameter or a result does not fit. */
export type HeldTypes = [
  Held<Double['app'], AsIn<Electron.App, Double['app']>>,
  // `options` is what the double kept for tests; `close` also tells the app whether it closed.
  Held<
    Double['BrowserWindow']['prototype'],
    AsIn<Electron.BrowserWindow, Double['BrowserWindow']['prototype'], 'options' | 'webContents'>
  >,
  // What only the windows of the double call.
  Held<Contents, AsIn<Electron.WebContents, Contents, 'destroy' | 'bringToFront'>>,
  Held<Double['Tray']['prototype'], AsIn<Electron.Tray, Double['Tray']['prototype'], 'image'>>,
  Held<
    Double['Notification']['prototype'],
    AsIn<Electron.Notification, Double['Notification']['prototype']>
  >,
  Held<Double['Menu'], AsIn<typeof Electron.Menu, Double['Menu']>>,
  Held<Double['clipboard'], AsIn<Electron.Clipboard, Double['clipboard']>>,
  Held<Double['dialog'], AsIn<Electron.Dialog, Double['dialog'], 'showMessageBox'>>,
  Held<Double['ipcMain'], AsIn<Electron.IpcMain, Double['ipcMain']>>,
  Held<Double['nativeImage'], AsIn<typeof Electron.nativeImage, Double['nativeImage']>>,
  Held<Double['nativeTheme'], AsIn<Electron.NativeTheme, Double['nativeTheme']>>,
  Held<Double['protocol'], AsIn<Electron.Protocol, Double['protocol']>>,
  Held<DefaultSession, AsIn<Electron.Session, DefaultSession>>,
  Held<Double['shell'], AsIn<Electron.Shell, Double['shell']>>,
]

/** Every event the double emits, with what it hands out: Electron must have it, and hand that out. */
export function emitted(
  app: Electron.App,
  window: Electron.BrowserWindow,
  contents: Electron.WebContents,
  tray: Electron.Tray,
  notification: Electron.Notification,
  power: Electron.PowerMonitor,
  theme: Electron.NativeTheme,
): void {
  type Event = Pick<Electron.Event, 'preventDefault' | 'defaultPrevented'>
  app.on('ready', () => {})
  app.on('before-quit', (_event: Event) => {})
  app.on('will-quit', (_event: Event) => {})
  app.on('quit', (_event: Event, _code: number) => {})
  app.on('window-all-closed', () => {})
  app.on('second-instance', (_event: Event, _argv: string[], _cwd: string) => {})
  app.on('web-contents-created', (_event: Event, _contents: Electron.WebContents) => {})
  window.on('ready-to-show', () => {})
  window.on('close', (_event: Event) => {})
  window.on('closed', () => {})
  window.on('show', () => {})
  window.on('hide', () => {})
  window.on('focus', () => {})
  window.on('blur', () => {})
  window.on('minimize', () => {})
  window.on('restore', () => {})
  window.on('maximize', () => {})
  window.on('unmaximize', () => {})
  window.on('resized', () => {})
  window.on('moved', () => {})
  type Where = Event & { url: string; isMainFrame: boolean; isSameDocument: boolean }
  contents.on('will-navigate', (_details: Where) => {})
  contents.on('will-frame-navigate', (_details: Omit<Where, 'isSameDocument'>) => {})
  contents.on('did-finish-load', () => {})
  contents.on('destroyed', () => {})
  contents.on(
    'render-process-gone',
    (_event: Event, _details: { reason: string; exitCode: number }) => {},
  )
  tray.on('click', () => {})
  notification.on('show', () => {})
  notification.on('click', () => {})
  notification.on('close', () => {})
  type Pressed = Event & { actionIndex: number; selectionIndex: number }
  notification.on('action', (_details: Pressed, _action: number, _selection: number) => {})
  power.on('suspend', () => {})
  power.on('resume', () => {})
  theme.on('updated', () => {})
}

const main = join(import.meta.dirname, '..', '..', 'main')

/** The names of values that a file takes from electron. */
const taken = (text: string): string[] =>
  [...text.matchAll(/^import \{([^}]*)\} from 'electron'$/gm)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type ')),
  )

it('has everything that the shell takes from Electron', async () => {
  const names = await readdir(join(main, 'shell'))
  const files = ['index.ts', ...names.map((name) => join('shell', name))]
  const texts = await Promise.all(files.map((name) => readFile(join(main, name), 'utf8')))
  const used = new Set(texts.flatMap(taken))
  const exported = await readFile(join(main, '..', 'test/fakes/electron/module.ts'), 'utf8')
  const has = [...exported.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.trim()),
  )
  expect(used.size).toBeGreaterThan(8)
  expect([...used].filter((name) => !has.includes(name) && !typesOnly.includes(name))).toEqual([])
})

/** Imported with `type` or used as a type only. */
const typesOnly = ['IpcMainInvokeEvent', 'NativeImage', 'WebContents']
