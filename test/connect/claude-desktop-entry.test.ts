/** Where Claude Desktop's configuration is, and what our entry in it says. */
import { describe, expect, it } from 'vitest'
import {
  claudeDesktopConfigPlaces,
  claudeDesktopEntry,
  leadsHere,
} from '../../main/bridge/connect/claude-desktop-entry.ts'

const windows = {
  platform: 'win32',
  home: 'C:\\Users\\ada',
  env: {
    APPDATA: 'C:\\Users\\ada\\AppData\\Roaming',
    LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
  },
} as const
const classic = 'C:\\Users\\ada\\AppData\\Roaming\\Claude\\claude_desktop_config.json'

describe('where the configuration is', () => {
  it('is in Application Support on macOS', () => {
    expect(claudeDesktopConfigPlaces({ platform: 'darwin', home: '/Users/ada', env: {} })).toEqual([
      {
        path: '/Users/ada/Library/Application Support/Claude/claude_desktop_config.json',
        install: 'standard',
      },
    ])
  })

  it.each([
    [{}, '/home/ada/.config/Claude/claude_desktop_config.json'],
    [{ XDG_CONFIG_HOME: '' }, '/home/ada/.config/Claude/claude_desktop_config.json'],
    [{ XDG_CONFIG_HOME: '/cfg' }, '/cfg/Claude/claude_desktop_config.json'],
  ])('is where XDG says on Linux (%j)', (env, path) => {
    const places = claudeDesktopConfigPlaces({ platform: 'linux', home: '/home/ada', env })
    expect(places).toEqual([{ path, install: 'standard' }])
  })

  it('is in AppData on Windows', () => {
    const packages = ['Microsoft.WindowsTerminal_8wekyb3d8bbwe', 'Claudette_abc', 'NotClaude']
    expect(claudeDesktopConfigPlaces({ ...windows, packages })).toEqual([
      { path: classic, install: 'standard' },
    ])
  })

  it('is in the folder of the package first where Claude Desktop is an MSIX install', () => {
    const packages = ['Claude_pzs8sxrjxfjjc', 'Microsoft.Paint_8wekyb3d8bbwe']
    expect(claudeDesktopConfigPlaces({ ...windows, packages })).toEqual([
      {
        path: 'C:\\Users\\ada\\AppData\\Local\\Packages\\Claude_pzs8sxrjxfjjc\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json',
        install: 'msix',
      },
      { path: classic, install: 'standard' },
    ])
  })

  it('knows the package under a publisher’s prefix too', () => {
    const packages = ['Anthropic.Claude_pzs8sxrjxfjjc']
    const [first] = claudeDesktopConfigPlaces({ ...windows, packages })
    expect(first?.install).toBe('msix')
  })

  it('does without the variables that Windows sets', () => {
    expect(claudeDesktopConfigPlaces({ ...windows, env: {} })).toEqual([
      { path: classic, install: 'standard' },
    ])
  })
})

describe('our entry', () => {
  const link = {
    command: '/Applications/Drawbridge.app/Contents/MacOS/Drawbridge',
    args: ['/Applications/Drawbridge.app/Contents/Resources/stdio.cjs', '--data', '/data'],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  }
  const entry = claudeDesktopEntry(link)

  it('starts the link as Claude', () => {
    expect(entry).toEqual({
      command: link.command,
      args: [...link.args, '--as', 'claude'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
    })
  })

  it('has no empty env for a link that plain Node runs', () => {
    const plain = claudeDesktopEntry({ command: '/usr/bin/node', args: ['stdio.cjs'], env: {} })
    expect(plain).toEqual({ command: '/usr/bin/node', args: ['stdio.cjs', '--as', 'claude'] })
  })

  it('is recognised as it is read back, also with something added to its env', () => {
    expect(leadsHere(JSON.parse(JSON.stringify(entry)), entry)).toBe(true)
    expect(leadsHere({ ...entry, env: { ...entry.env, LANG: 'de' } }, entry)).toBe(true)
  })

  it.each([
    ['the app was moved', { ...entry, command: '/Volumes/Drawbridge/Drawbridge' }],
    ['the data folder is another', { ...entry, args: entry.args.with(2, '/other') }],
    ['an argument is missing', { ...entry, args: entry.args.slice(0, -1) }],
    ['an argument was added', { ...entry, args: [...entry.args, '--verbose'] }],
    ['it would open the app instead', { command: entry.command, args: entry.args }],
    ['it has no arguments', { command: entry.command }],
    ['it is nothing', null],
    ['it is a text', 'drawbridge'],
  ])('is stale when %s', (_why, found) => {
    expect(leadsHere(found, entry)).toBe(false)
  })
})
