/** The desktop app as it is built: starting, a second start, links, and where its window is. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { eventually } from './desktop/eventually.ts'
import { openAgain, openApp } from './desktop/desktop-app.ts'
import type { DesktopApp } from './desktop/record.ts'
import { startBridge } from './running-bridge.ts'

// A whole app with a browser each; computers are busy at times.
vi.setConfig({ testTimeout: 120_000 })

const windows = (app: DesktopApp) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      visible: window.isVisible(),
      focused: window.isFocused(),
      bounds: window.getNormalBounds(),
    })),
  )

const placeOf = async (app: DesktopApp) => (await app.page()).evaluate(() => location.hash)

it('opens the panel in its window, and answers the command line', async () => {
  const { app, cli } = await openApp()
  const page = await app.page()
  await page.getByRole('navigation').first().waitFor()
  const status = JSON.parse((await cli('status', '--json')).stdout)
  expect(status).toMatchObject({ position: 'lowered', panelUrl: null })
})

it('goes through the proxy that Chromium knows of, also before there is a window', async () => {
  const asked: string[] = []
  const proxy = createServer().on('connect', (req, socket) => {
    asked.push(req.url ?? '')
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const place = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const { cli } = await openApp({ args: ['--hidden', `--proxy-server=${place}`] })
  await eventually(async () => expect((await cli('status')).code).toBe(0))
  const { stdout } = await cli('doctor')
  expect(stdout).toContain(`Drawbridge goes through ${place}, named by the settings of the system.`)
  expect(asked).toContain('www.gstatic.com:443')
})

it('tells how to start its link: its own program in Node mode, with the relay', async () => {
  const { cli, dataDir } = await openApp({ args: ['--hidden'] })
  await eventually(async () => expect((await cli('status')).code).toBe(0))
  const { linkCommand } = JSON.parse((await cli('status', '--json')).stdout)
  expect(linkCommand).toEqual({
    command: expect.any(String),
    args: [expect.stringMatching(/stdio\.cjs$/), '--data', dataDir],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  })
})

it.runIf(process.platform === 'linux')('starts at login when the owner chose so', async () => {
  const { dataDir, cli } = await openApp({ args: ['--hidden'], settings: { openAtLogin: true } })
  const file = join(dataDir, 'config', 'autostart', 'dev.drawbridge.app.desktop')
  await eventually(async () =>
    expect(await readFile(file, 'utf8')).toMatch(/^Exec=".+" "--hidden"$/m),
  )
  // Taken back in the panel, or by hand in the file of settings, it is gone at the next start.
  await eventually(async () => expect((await cli('stop')).code).toBe(0))
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ port: 0, tunnel: 'off' }))
  await openAgain(dataDir, ['--hidden'])
  await eventually(async () =>
    expect(await readdir(join(dataDir, 'config', 'autostart'))).toEqual([]),
  )
})

describe('a second start', () => {
  it('shows the window of the first and ends at once', async () => {
    const { app } = await openApp({ args: ['--hidden'] })
    expect(await windows(app)).toEqual([])
    expect(await app.again()).toBe(0)
    await app.page()
    await eventually(async () =>
      expect(await windows(app)).toMatchObject([{ visible: true, focused: true }]),
    )
  })

  it('that only wants the bridge (login, Claude’s link) shows nothing', async () => {
    const { app } = await openApp({ args: ['--hidden'] })
    expect(await app.again('--hidden')).toBe(0)
    expect(await app.again('drawbridge://start')).toBe(0)
    // After both, so that it would have come later than what they could have caused.
    expect(await app.again('drawbridge://open/doctor')).toBe(0)
    await eventually(async () => expect(await placeOf(app)).toBe('#doctor'))
    expect(await windows(app)).toHaveLength(1)
  })
})

describe('a drawbridge:// link', () => {
  it('opens its place at the start', async () => {
    const { app } = await openApp({ args: ['drawbridge://open/clients'] })
    await eventually(async () => expect(await placeOf(app)).toBe('#clients'))
  })

  it('moves the window that is open, without loading it anew', async () => {
    const { app } = await openApp()
    const page = await app.page()
    await page.evaluate(() => Object.assign(window, { kept: true }))
    await app.again('drawbridge://open/setup/chatgpt')
    await eventually(async () => expect(await placeOf(app)).toBe('#setup/chatgpt'))
    expect(await page.evaluate(() => 'kept' in window)).toBe(true)
  })

  it('to approve only shows the sign-in, and decides nothing', async () => {
    const { app, cli } = await openApp({ args: ['drawbridge://open/settings'] })
    await app.again('drawbridge://approve/4821')
    await eventually(async () => expect(await placeOf(app)).toBe('#home'))
    expect(JSON.parse((await cli('clients', '--json')).stdout)).toEqual([])
  })

  it('that is not understood changes no place', async () => {
    const { app } = await openApp({ args: ['drawbridge://open/settings'] })
    for (const link of ['drawbridge://open/nowhere', 'drawbridge://evil/%00', 'drawbridge:']) {
      await app.again(link)
    }
    await app.again('drawbridge://open/keys')
    await eventually(async () => expect(await placeOf(app)).toBe('#keys'))
    const page = await app.page()
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(3)
  })
})

describe('the window', () => {
  const bounds = { x: 120, y: 90, width: 900, height: 640 }

  it('is where it was left, after a restart', async () => {
    const { app, dataDir } = await openApp()
    await app.page()
    await app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
      bounds,
    )
    await app.evaluate(({ app }) => void setTimeout(() => app.quit()))
    expect(await app.exited).toBe(0)
    expect(JSON.parse(await readFile(join(dataDir, 'desktop', 'window.json'), 'utf8'))).toEqual({
      bounds,
      maximized: false,
      toldAboutHiding: false,
    })
    const again = await openAgain(dataDir)
    await again.app.page()
    expect(await windows(again.app)).toMatchObject([{ bounds }])
  })

  it('comes back onto a screen when the one it was on is gone', async () => {
    const { app, dataDir } = await openApp({ args: ['--hidden'] })
    await app.evaluate(({ app }) => void setTimeout(() => app.quit()))
    await app.exited
    await writeFile(
      join(dataDir, 'desktop', 'window.json'),
      JSON.stringify({ bounds: { ...bounds, x: 9_000 } }),
    )
    const again = await openAgain(dataDir)
    await again.app.page()
    const [window] = await windows(again.app)
    expect(window?.bounds.x).toBeLessThan(2_000)
  })
})

it('says why it cannot start, and ends, where another bridge has the data folder', async () => {
  const headless = await startBridge()
  const { app } = await openAgain(headless.dataDir)
  expect(await app.exited).toBe(1)
  expect(app.said()).toContain('data-folder-in-use')
  expect((await headless.cli('status')).code).toBe(0)
})
