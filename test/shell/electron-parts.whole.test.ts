/** The files of the shell that only tell Electron something, with the double in its place. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { createLoginItem } from '../../main/shell/login-item.ts'
import { watchPower } from '../../main/shell/power.ts'
import { inkFor, trayImage } from '../../main/shell/tray-images.ts'
import { trayStates } from '../../main/shell/tray-model.ts'
import { createTray } from '../../main/shell/tray.ts'
import { app } from '../fakes/electron/app.ts'
import { powerMonitor } from '../fakes/electron/system.ts'
import { Tray } from '../fakes/electron/tray.ts'

vi.mock('electron', () => import('../fakes/electron/module.ts'))

describe('sleep', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is followed by one look at the address, when the network has had its time', async () => {
    const lookAgain = vi.fn()
    const onShutdown = vi.fn()
    const end = watchPower({ lookAgain, onShutdown, afterWakingMs: 8_000, log: silentLog })
    powerMonitor.emit('resume')
    await vi.advanceTimersByTimeAsync(7_000)
    // Asleep again before it looked: nothing is looked at in between.
    powerMonitor.emit('suspend')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lookAgain).not.toHaveBeenCalled()
    powerMonitor.emit('resume')
    await vi.advanceTimersByTimeAsync(8_000)
    expect(lookAgain).toHaveBeenCalledOnce()
    powerMonitor.emit('shutdown')
    expect(onShutdown).toHaveBeenCalledOnce()
    end()
    powerMonitor.emit('resume')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lookAgain).toHaveBeenCalledOnce()
  })
})

describe('starting at login', () => {
  const command = ['/app'] as const

  it.each(['darwin', 'win32'] as const)(
    'is told to the system on %s, when it changes',
    async (platform) => {
      const set = vi.spyOn(app, 'setLoginItemSettings')
      onTestFinished(() => set.mockRestore())
      const setLoginItem = createLoginItem({ platform, env: {}, command, log: silentLog })
      for (const openAtLogin of [false, true, true, false]) await setLoginItem(openAtLogin)
      expect(set.mock.calls).toEqual([
        [{ args: ['--hidden'], openAtLogin: true }],
        [{ args: ['--hidden'], openAtLogin: false }],
      ])
    },
  )

  it('is a file on Linux; quick changes end as the last one says', async () => {
    const config = await mkdtemp(join(tmpdir(), 'drawbridge-login-'))
    onTestFinished(() => rm(config, { recursive: true }))
    const env = { XDG_CONFIG_HOME: config }
    const setLoginItem = createLoginItem({ platform: 'linux', env, command, log: silentLog })
    void setLoginItem(true)
    void setLoginItem(false)
    await setLoginItem(true)
    expect(await readdir(join(config, 'autostart'))).toEqual(['dev.drawbridge.app.desktop'])
    await setLoginItem(false)
    expect(await readdir(join(config, 'autostart'))).toEqual([])
  })
})

describe('the tray’s pictures', () => {
  it('are there for each state, at both sizes, and differ', () => {
    for (const ink of ['template', 'dark-ink', 'light-ink'] as const) {
      const images = trayStates.map((state) => trayImage(state, ink))
      expect(images.map((image) => image.getScaleFactors())).toEqual(images.map(() => [1, 2]))
      expect(images.map((image) => image.isTemplateImage())).toEqual(
        images.map(() => ink === 'template'),
      )
      expect(new Set(images.map((image) => image.toDataURL())).size).toBe(trayStates.length)
    }
  })

  it('are templates on macOS and fit the panel elsewhere', () => {
    expect(inkFor('darwin', true)).toBe('template')
    expect(inkFor('win32', true)).toBe('light-ink')
    expect(inkFor('linux', false)).toBe('dark-ink')
  })
})

describe('the tray', () => {
  const model = { state: 'lowered' as const, tooltip: 'Drawbridge', menu: [{ label: 'A & B' }] }

  it('sets its menu anew only when it has changed', () => {
    const set = vi.spyOn(Tray.prototype, 'setContextMenu')
    onTestFinished(() => set.mockRestore())
    const tray = createTray({ platform: 'linux', act: () => {}, log: silentLog })
    tray.show(model)
    tray.show({ ...model, tooltip: 'other' })
    expect(set).toHaveBeenCalledTimes(1)
    expect(set.mock.calls[0]?.[0]?.items[0]).toMatchObject({ label: 'A && B', enabled: false })
    tray.show({ ...model, menu: [{ label: 'C' }] })
    expect(set).toHaveBeenCalledTimes(2)
    tray.remove()
  })

  it('that the desktop refuses to make does not stop the app', () => {
    const warn = vi.fn()
    const log = { ...silentLog, warn }
    const set = vi.spyOn(Tray.prototype, 'on').mockImplementation(() => {
      throw new Error('no tray here')
    })
    onTestFinished(() => set.mockRestore())
    const tray = createTray({ platform: 'linux', act: () => {}, log })
    tray.show(model)
    tray.show({ ...model, state: 'raised' })
    tray.remove()
    expect(warn).toHaveBeenCalledOnce()
  })
})
