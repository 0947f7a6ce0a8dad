/** What starts the installed app hidden, on each system, when a client's link finds no bridge. */
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startApp, type AppSources } from '../../main/data-path.ts'

const exists = () => true
const mac: AppSources = { platform: 'darwin', home: '/Users/ada', env: {}, exists }
const linux: AppSources = { platform: 'linux', home: '/home/ada', env: {}, exists }
const windows: AppSources = {
  platform: 'win32',
  home: 'C:\\Users\\ada',
  env: { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming', SystemRoot: 'D:\\Windows' },
  exists,
}

describe('starting the installed app', () => {
  it('asks the desktop on macOS, so that the app does not count as a part of Claude', () => {
    const open = ['/usr/bin/open', '-g', '-j', '-b', 'dev.drawbridge.app', '--args', '--hidden']
    expect(startApp(mac)).toEqual(open)
  })

  it('asks the desktop on Windows, so that the app is not caught in the folders of Claude', () => {
    const explorer = join('D:\\Windows', 'explorer.exe')
    expect(startApp(windows)).toEqual([explorer, 'drawbridge://start'])
  })

  it('starts the program itself on Linux', () => {
    expect(startApp(linux)).toEqual(['/opt/Drawbridge/drawbridge', '--hidden'])
  })

  it('starts the program that it is told, such as an AppImage, without looking for another', () => {
    const program = '/home/ada/Drawbridge.AppImage'
    expect(startApp({ ...linux, program, exists: () => false })).toEqual([program, '--hidden'])
  })

  it.each([
    ['--data', { flag: '/elsewhere' }],
    ['DRAWBRIDGE_HOME', { env: { DRAWBRIDGE_HOME: '/elsewhere' } }],
  ])('names a data folder chosen by %s', (_how, chosen) => {
    const data = ['--data', resolve('/elsewhere')]
    expect(startApp({ ...linux, ...chosen })).toEqual([
      '/opt/Drawbridge/drawbridge',
      '--hidden',
      ...data,
    ])
    expect(startApp({ ...mac, ...chosen }).slice(-3)).toEqual(['--hidden', ...data])
    expect(startApp({ ...windows, ...chosen }).slice(1)).toEqual(['--hidden', ...data])
  })

  it('does not name the usual data folder, which a configuration entry always spells out', () => {
    const flag = '/home/ada/.local/share/drawbridge'
    expect(startApp({ ...linux, flag })).toEqual(['/opt/Drawbridge/drawbridge', '--hidden'])
  })

  it.each([mac, linux, windows])('says so where the app is not installed ($platform)', (system) => {
    expect(() => startApp({ ...system, exists: () => false })).toThrow(
      'Drawbridge is not installed on this computer. Install it and open it once.',
    )
  })
})
