/** What a test can do with the app, and what the app showed outside its window (recorder.cjs). */
import { join } from 'node:path'
import type Electron from 'electron'
import type * as ElectronModule from 'electron'
import type { Page } from 'playwright-core'

export const out = join(import.meta.dirname, '..', '..', '..', 'out', 'main')

export interface DesktopRecord {
  trays: Array<{ tray: Electron.Tray; menu?: Electron.Menu; tooltip?: string; menus: number }>
  notifications: Electron.Notification[]
  boxes: Electron.MessageBoxOptions[]
  errors: Array<{ title: string; content: string }>
  opened: string[]
  /** Buttons to press in the next boxes, by their index. */
  answers: number[]
}

declare global {
  var desktopRecord: DesktopRecord
}

/** The function travels as text: it may use nothing but its two arguments and globals. */
export type Evaluate = <R, A = undefined>(
  run: (electron: typeof ElectronModule, argument: A) => R | Promise<R>,
  argument?: A,
) => Promise<R>

export interface DesktopApp {
  /** Runs a function in the app's own process; it is handed the electron module. */
  evaluate: Evaluate
  /** The page of the window, once it is loaded. */
  page(): Promise<Page>
  /** Every page there is, oldest first. */
  pages(): Promise<Page[]>
  /** The exit code. */
  exited: Promise<number | null>
  /** Starts it once more on the same data folder; gives the exit code. */
  again(...args: string[]): Promise<number | null>
  /** What it said on stderr so far. */
  said(): string
  kill(): void
}

export interface LaunchOptions {
  dataDir: string
  args: string[]
  env: NodeJS.ProcessEnv
}
