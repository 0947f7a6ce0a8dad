/** The desktop app around one bridge: what belongs to it, in the order it begins and ends. */
import { join } from 'node:path'
import { app, ipcMain, nativeTheme, protocol, session, shell } from 'electron'
import ElectronStore from 'electron-store'
import { z } from 'zod'
import { systemClock, type Log } from '../bridge/base/ports.ts'
import { runBridge, stopDeadlineMs } from '../host/run-bridge.ts'
import { appScheme } from './app-address.ts'
import { answerFrom } from './app-files.ts'
import { setAppMenu } from './app-menu.ts'
import { watchCrashes } from './crash.ts'
import { confirmAddress } from './dialogs.ts'
import { createExternalLinks } from './external-links.ts'
import { programFacts } from './facts.ts'
import { guardPages } from './guards.ts'
import { serveIpc } from './ipc.ts'
import { openKept } from './kept-file.ts'
import { appCommand, linkCommand } from './link-command.ts'
import { createLoginItem } from './login-item.ts'
import { decideHeld } from './decide-held.ts'
import { createNotifications } from './notifications.ts'
import { newsOf } from './news.ts'
import { followOverview } from './overview.ts'
import type { Place } from './places.ts'
import { watchPower } from './power.ts'
import { createQuitting, type Quitting } from './quit.ts'
import type { StartOptions } from './start-options.ts'
import { createActions } from './tray-actions.ts'
import { keepTray } from './tray-keeper.ts'
import { hasTray } from './tray-presence.ts'
import { createTray } from './tray.ts'
import { startUpdates } from './update-start.ts'
import { windowStateSchema } from './window-state.ts'
import { createAppWindow } from './window.ts'

export interface DesktopOptions {
  start: StartOptions
  /** Where the built main program lies; the panel and the preload script are beside it. */
  outDir: string
  /** What only the shell keeps. */
  shellDir: string
  log: Log
}

export interface Desktop {
  show(place?: Place): void
}

const announcedSchema = z.object({
  publicUrl: z.string().nullable().default(null),
  connected: z.array(z.string()).default([]),
})

/** Some seconds after waking the network is there again. */
const afterWakingMs = 8_000

/** Starts everything. Throws BridgeError when there can be no bridge, with nothing left open. */
export async function startDesktop(options: DesktopOptions): Promise<Desktop> {
  const { log } = options
  const ending = new AsyncDisposableStack()
  const quitting = createQuitting({
    // Who quits while it starts waits for that: half a bridge cannot be stopped cleanly.
    stop: async () => {
      await Promise.allSettled([starting])
      await ending.disposeAsync()
    },
    quit: () => app.quit(),
    exit: (code) => app.exit(code),
    deadlineMs: stopDeadlineMs,
    log,
  })
  app.on('before-quit', quitting.onBeforeQuit)
  watchCrashes(log, () => app.quit())
  const starting = open(options, ending, quitting)
  try {
    return await starting
  } catch (error) {
    await ending.disposeAsync()
    throw error
  }
}

/** Each part is entered for ending as it begins, so they end in the opposite order. */
async function open(
  { start, outDir, shellDir, log }: DesktopOptions,
  ending: AsyncDisposableStack,
  quitting: Quitting,
): Promise<Desktop> {
  const { platform } = process
  const facts = programFacts(outDir)
  const trayIsThere = await hasTray(platform)
  const host = await runBridge({
    hasTray: () => trayIsThere,
    // There is no Chromium to ask before; what is fetched meanwhile waits for it.
    async resolveProxy(url) {
      await app.whenReady()
      return session.defaultSession.resolveProxy(url)
    },
    dataDir: start.dataDir,
    asked: {},
    folders: {
      resourcesDir: facts.resourcesDir,
      modulesDir: facts.resourcesDir ? undefined : join(outDir, '..', '..', 'node_modules'),
    },
    linkCommand: await linkCommand(facts, start.dataDir, shellDir),
    requestStop: () => app.quit(),
    log,
  })
  ending.defer(() => host.stop())
  const { control, address } = host.bridge

  const keeping = { Store: ElectronStore, folder: shellDir, log }
  const kept = openKept('window', windowStateSchema, keeping)
  const announced = openKept('told', announcedSchema, keeping)
  // It answers with paths, for pages that open a store themselves; none of ours does.
  ipcMain.removeAllListeners('electron-store-get-data')

  await app.whenReady()
  setAppMenu(platform)
  protocol.handle(appScheme, (request) => answerFrom(join(outDir, '..', 'renderer'), request))
  const openExternal = createExternalLinks({
    settings: () => host.settings.get(),
    confirm: confirmAddress,
    open: (url) => shell.openExternal(url),
    refused: (refusedAddress) => log.warn('link.refused', { address: refusedAddress }),
  })
  guardPages((target) => void openExternal(target))

  const followSettings = () => {
    nativeTheme.themeSource = host.settings.get().panel.theme
    if (facts.resourcesDir || platform === 'linux') {
      void setLoginItem(host.settings.get().openAtLogin)
    }
  }
  const setLoginItem = createLoginItem({
    platform,
    env: process.env,
    command: appCommand(facts),
    log,
  })
  followSettings()
  ending.defer(host.settings.onChange(followSettings))

  const window = createAppWindow({
    preload: join(outDir, 'preload.cjs'),
    kept,
    isQuitting: quitting.isQuitting,
    hasTray: () => trayIsThere,
    onFirstHide: () =>
      notifications.show({
        title: 'Drawbridge goes on in the background',
        body: 'Its mark in the tray, or starting it again, brings the window back.',
        place: { view: 'home' },
      }),
    onGivenUp: () =>
      notifications.show({
        title: 'The window of Drawbridge keeps failing',
        body: 'The bridge itself goes on. Click to open a new window.',
        place: { view: 'home' },
      }),
    clock: systemClock,
    log,
  })
  const notifications = createNotifications({
    isLookedAt: window.isLookedAt,
    open: (place) => window.show(place),
    act: (action) => void decideHeld(action, { control, show: window.show, log }),
  })
  ending.defer(() => notifications.close())
  ending.defer(serveIpc({ control, ours: window.contents, log }))

  const act = createActions({
    control,
    show: (place) => window.show(place),
    installUpdate: () => void updates.install(),
    log,
  })
  const tray = createTray({ platform, act, log })
  ending.defer(() => tray.remove())
  const trayKeeper = keepTray(tray)
  const updates = startUpdates({
    installed: app.isPackaged,
    allowed: () => host.settings.get().contact.updates,
    control,
    stopFirst: quitting.stopFirst,
    onReady: trayKeeper.update,
    log,
  })
  ending.defer(() => updates.stop())
  ending.defer(
    followOverview({ control, settings: host.settings, log }, (now, before) => {
      trayKeeper.overview(now)
      const found = newsOf(now, before, announced.get())
      announced.set(found.announced)
      for (const news of found.news) notifications.show(news)
    }),
  )
  ending.defer(
    watchPower({
      lookAgain: () => address.lookAgain(),
      onShutdown: () => app.quit(),
      afterWakingMs,
      log,
    }),
  )

  if (!start.hidden) window.show(start.place)
  log.info('desktop.started', { versions: process.versions })
  return { show: (place) => window.show(place) }
}
