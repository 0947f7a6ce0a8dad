/** The desktop app as it is built: tray, notifications, and what the system tells. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { eventually } from './desktop/eventually.ts'
import { openApp } from './desktop/desktop-app.ts'
import { linkClaude } from './desktop/link-claude.ts'
import type { DesktopApp } from './desktop/record.ts'
import { askToBeLetIn } from './desktop/sign-in-page.ts'

// A whole app with a browser each; computers are busy at times.
vi.setConfig({ testTimeout: 120_000 })

interface Shown {
  tooltip: string
  labels: string[]
  menus: number
}

const trayOf = (app: DesktopApp): Promise<Shown> =>
  app.evaluate(() => {
    const [tray] = globalThis.desktopRecord.trays
    return {
      tooltip: tray?.tooltip ?? '',
      labels: tray?.menu?.items.map(({ label }) => label ?? '') ?? [],
      menus: tray?.menus ?? 0,
    }
  })

/** Waits until the tray's menu has the entry, and clicks it. */
const choose = async (app: DesktopApp, label: string): Promise<void> => {
  await eventually(async () =>
    expect((await trayOf(app)).labels).toContainEqual(expect.stringContaining(label)),
  )
  await app.evaluate((_electron, text) => {
    const items = globalThis.desktopRecord.trays[0]?.menu?.items ?? []
    items.find((item) => item.label.includes(text))?.click()
  }, label)
}

const status = async (cli: (...command: string[]) => Promise<{ stdout: string }>) =>
  JSON.parse((await cli('status', '--json')).stdout)

const windowShows = (app: DesktopApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)

it('copies the address', async () => {
  const { app, cli } = await openApp({ args: ['--hidden'] })
  await choose(app, 'Copy address')
  const { mcpUrl } = await status(cli)
  await eventually(async () =>
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(mcpUrl),
  )
})

it('raises and lowers the bridge, says so, and sets its menu anew', async () => {
  const { app, cli } = await openApp({ args: ['--hidden'] })
  await choose(app, 'Raise the bridge')
  await eventually(async () => expect((await status(cli)).position).toBe('raised'))
  await eventually(async () => expect((await trayOf(app)).tooltip).toContain('nothing crosses'))
  expect((await trayOf(app)).menus).toBeGreaterThanOrEqual(3)
  await choose(app, 'Lower the bridge')
  await eventually(async () => expect((await status(cli)).position).toBe('lowered'))
})

it('opens the window, which hides when it is closed and says once that the bridge goes on', async () => {
  const { app } = await openApp({ args: ['--hidden'] })
  for (const expectedNotes of [1, 1]) {
    await choose(app, 'Open Drawbridge')
    await app.page()
    await eventually(async () => expect(await windowShows(app)).toBe(true))
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await eventually(async () => expect(await windowShows(app)).toBe(false))
    await eventually(async () => {
      const notes = await app.evaluate(() =>
        globalThis.desktopRecord.notifications.map(({ title }) => title),
      )
      expect(notes).toHaveLength(expectedNotes)
      expect(notes[0]).toContain('goes on in the background')
    })
  }
  // The tray's icon itself.
  await app.evaluate(() => void globalThis.desktopRecord.trays[0]?.tray.emit('click'))
  await eventually(async () => expect(await windowShows(app)).toBe(true))
})

it('makes the window small instead where there is no tray to bring it back', async () => {
  const { app } = await openApp({ tray: false })
  await eventually(async () => expect(await windowShows(app)).toBe(true))
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const shows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.isMinimized()]),
  )
  expect(shows).toEqual([[true, true]])
})

it('tells of a sign-in; a click leads to it, and the owner approves it in the window', async () => {
  const { app, cli } = await openApp({ args: ['--hidden'] })
  await eventually(async () => expect((await trayOf(app)).labels).toContain('Open Drawbridge'))
  const { mcpUrl } = await eventually(() => status(cli))
  const sentBack = await askToBeLetIn(mcpUrl, async (number) => {
    const titles = () =>
      app.evaluate(() => globalThis.desktopRecord.notifications.map(({ title }) => title))
    await eventually(async () => expect(await titles()).toEqual(['ChatGPT wants to connect']))
    const { tooltip, labels } = await trayOf(app)
    expect(tooltip).toContain('1 sign-in waits for you')
    expect(labels).toContain('ChatGPT wants to connect…')
    // Whoever approves types it from the page: nothing else may show it.
    expect(labels.join(' ')).not.toContain(number)

    await app.evaluate(() => void globalThis.desktopRecord.notifications[0]?.emit('click'))
    const page = await app.page()
    await eventually(async () => expect(await page.evaluate(() => location.hash)).toBe('#home'))
    // Nothing was decided by the click alone.
    expect(JSON.parse((await cli('approvals', '--json')).stdout)).toHaveLength(1)
    await page.getByLabel('The number your browser shows').first().fill(number)
    await page.getByRole('button', { name: 'Approve ChatGPT' }).first().click()
    await eventually(async () =>
      expect(JSON.parse((await cli('approvals', '--json')).stdout)).toEqual([]),
    )
  })
  expect(sentBack.searchParams.get('code')).toEqual(expect.any(String))
})

it('tells the owner of messages by their number and not by their text, until turned off', async () => {
  const { app, cli, dataDir } = await openApp({
    args: ['--hidden'],
    settings: { notifications: { approvals: false, firstConnection: false } },
  })
  const claude = await linkClaude(dataDir)
  await claude.call('send_message', { to: 'owner', message: 'a secret plan' })
  const notes = () =>
    app.evaluate(() =>
      globalThis.desktopRecord.notifications.map(({ title, body }) => `${title} ${body}`),
    )
  await eventually(async () => expect(await notes()).toHaveLength(1))
  expect((await notes())[0]).not.toContain('secret')
  await eventually(async () => expect((await trayOf(app)).tooltip).toContain('1 unread message'))
  const { mcpUrl } = await status(cli)
  await askToBeLetIn(mcpUrl, async (number) => {
    await eventually(async () => expect((await trayOf(app)).tooltip).toContain('1 sign-in'))
    await cli('approve', number)
  })
  expect(await notes()).toHaveLength(1)
})

it('goes on after the computer has slept, and writes both down', async () => {
  const { app, cli, dataDir } = await openApp({ args: ['--hidden', '--verbose'] })
  await eventually(async () => expect((await cli('status')).code).toBe(0))
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend')
    powerMonitor.emit('resume')
  })
  await eventually(async () => {
    const log = await readFile(join(dataDir, 'bridge.log'), 'utf8')
    expect(log).toMatch(/power\.suspend[^]*power\.resume/)
  })
  expect((await cli('status')).code).toBe(0)
})

it('quits from the menu', async () => {
  const { app, cli } = await openApp({ args: ['--hidden'] })
  await choose(app, 'Quit Drawbridge')
  expect(await app.exited).toBe(0)
  expect((await cli('status')).stderr).toContain('bridge-not-running')
})
