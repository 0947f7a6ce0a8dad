/** What the shell keeps on the disk: window state, the autostart file, the copy of the relay. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { autostartFile, autostartPath, setAutostart } from '../../main/shell/autostart-file.ts'
import { openKept } from '../../main/shell/kept-file.ts'
import { appCommand, linkCommand } from '../../main/shell/link-command.ts'
import { placeWindow, smallest, windowStateSchema } from '../../main/shell/window-state.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-kept-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The class that electron-store extends, which opens the same files without Electron. */
const open = (into = folder) =>
  openKept('window', windowStateSchema, { Store: Conf, folder: into, log: silentLog })
const bounds = { x: 10, y: 20, width: 900, height: 700 }

describe('the state of the window', () => {
  it('has defaults at the first start, and is there at the next', async () => {
    const kept = open()
    expect(kept.get()).toEqual({ bounds: null, maximized: false, toldAboutHiding: false })
    kept.set({ ...kept.get(), bounds, maximized: true })
    expect(open().get()).toMatchObject({ bounds, maximized: true })
    expect((await stat(join(folder, 'window.json'))).mode & 0o777).toBe(0o600)
  })

  it('of an older version gets defaults for what is new', async () => {
    await writeFile(join(folder, 'window.json'), JSON.stringify({ bounds }))
    expect(open().get()).toEqual({ bounds, maximized: false, toldAboutHiding: false })
  })

  it.each(['', 'nonsense', '[]', '{"bounds":{"x":"left"}}', '{"bounds":{"x":1e99}}'])(
    'is the default where the file says %j',
    async (text) => {
      await writeFile(join(folder, 'window.json'), text)
      expect(open().get().bounds).toBeNull()
    },
  )

  it('of many changes at once is the last, with no file left over', async () => {
    const kept = open()
    for (let x = 0; x < 50; x += 1) kept.set({ ...kept.get(), bounds: { ...bounds, x } })
    expect(open().get().bounds?.x).toBe(49)
    expect(await readdir(folder)).toEqual(['window.json'])
  })

  it('that cannot be written does not stop the app', async () => {
    await writeFile(join(folder, 'a-file'), '')
    const kept = open(join(folder, 'a-file'))
    kept.set({ ...kept.get(), maximized: true })
    expect(kept.get().maximized).toBe(true)
  })
})

describe('the place of the window', () => {
  const screen = { x: 0, y: 25, width: 1440, height: 875 }
  const second = { x: 1440, y: 0, width: 1920, height: 1080 }

  it('is kept where it can be taken hold of', () => {
    expect(placeWindow(bounds, [{ ...screen, y: 0 }])).toEqual(bounds)
    const beyond = { ...bounds, x: 1_600 }
    expect(placeWindow(beyond, [screen, second])).toEqual(beyond)
    // Half over the edge on purpose.
    const halfOut = { ...bounds, x: -600, y: 100 }
    expect(placeWindow(halfOut, [screen])).toEqual(halfOut)
  })

  it.each([
    ['on a screen that is gone', { ...bounds, x: 1_600 }],
    ['above the screen, its title out of reach', { ...bounds, y: -40 }],
    ['below the screen', { ...bounds, y: 890 }],
    ['all but a sliver beyond the edge', { ...bounds, x: 1_400 }],
  ])('is the middle when it was %s', (_where, kept) => {
    const placed = placeWindow(kept, [screen])
    expect(placed).toEqual({ ...bounds, x: 270, y: 113 })
  })

  it('is never larger than the screen, nor smaller than the panel can be', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 600 }])).toEqual({
      x: 0,
      y: 0,
      width: 800,
      height: 600,
    })
    expect(placeWindow({ x: 0, y: 100, width: 200, height: 40 }, [screen])).toMatchObject(smallest)
  })
})

describe('starting at login on Linux', () => {
  it('is a file where desktops look for it; a relative XDG_CONFIG_HOME is ignored', () => {
    const usual = '/home/ada/.config/autostart/dev.drawbridge.app.desktop'
    expect(autostartPath({}, '/home/ada')).toBe(usual)
    expect(autostartPath({ XDG_CONFIG_HOME: 'config' }, '/home/ada')).toBe(usual)
    expect(autostartPath({ XDG_CONFIG_HOME: '/cfg' }, '/home/ada')).toBe(
      '/cfg/autostart/dev.drawbridge.app.desktop',
    )
  })

  it('starts the program hidden, and quotes what the Desktop Entry wants quoted', () => {
    expect(autostartFile(['/opt/Drawbridge/drawbridge'])).toContain(
      '\nExec="/opt/Drawbridge/drawbridge" "--hidden"\n',
    )
    expect(autostartFile([String.raw`/a "b" $c 50% \d.AppImage`])).toContain(
      String.raw`Exec="/a \\"b\\" \\$c 50%% \\\\d.AppImage" "--hidden"`,
    )
  })

  it('is written, left alone when right, mended when not, and removed', async () => {
    const path = join(folder, 'autostart', 'dev.drawbridge.app.desktop')
    const content = autostartFile(['/opt/Drawbridge/drawbridge'])
    await setAutostart(path, content)
    const first = await stat(path)
    expect(first.mode & 0o777).toBe(0o644)
    await setAutostart(path, content)
    expect((await stat(path)).ino).toBe(first.ino)
    await setAutostart(path, autostartFile(['/home/ada/New.AppImage']))
    expect(await readFile(path, 'utf8')).toContain('New.AppImage')
    await setAutostart(path, undefined)
    await setAutostart(path, undefined)
    expect(await readdir(join(folder, 'autostart'))).toEqual([])
  })
})

describe('the command of Claude’s link', () => {
  const facts = {
    execPath: '/opt/Drawbridge/drawbridge',
    appImage: undefined,
    resourcesDir: '/opt/Drawbridge/resources',
    outDir: '/opt/Drawbridge/resources/app.asar/out/main',
  }

  it('is the installed app in Node mode, with the relay beside the archive', async () => {
    expect(await linkCommand(facts, '/data', folder)).toEqual({
      command: '/opt/Drawbridge/drawbridge',
      args: ['/opt/Drawbridge/resources/stdio.cjs', '--data', '/data'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
    })
  })

  it('of an AppImage names the image and a copy of the relay, renewed by an update', async () => {
    const mounted = join(folder, 'mounted')
    await mkdir(mounted)
    const image = { ...facts, appImage: '/home/ada/Drawbridge.AppImage', resourcesDir: mounted }
    for (const version of ['first', 'second']) {
      await writeFile(join(mounted, 'stdio.cjs'), version)
      const { command, args } = await linkCommand(image, '/data', folder)
      expect(command).toBe('/home/ada/Drawbridge.AppImage')
      expect(args[0]).toBe(join(folder, 'stdio.cjs'))
      expect(await readFile(args[0] ?? '', 'utf8')).toBe(version)
    }
  })

  it('that starts the app itself is the image, the program, or Electron with the entry', () => {
    expect(appCommand(facts)).toEqual([facts.execPath])
    expect(appCommand({ ...facts, appImage: '/a.AppImage' })).toEqual(['/a.AppImage'])
    expect(appCommand({ ...facts, resourcesDir: undefined, outDir: '/out/main' })).toEqual([
      facts.execPath,
      '/out/main/index.js',
    ])
  })
})
