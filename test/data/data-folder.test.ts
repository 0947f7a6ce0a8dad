import { mkdir, mkdtemp, rm, stat, symlink, writeFile, chmod, lchown } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataFolder } from '../../main/bridge/data/data-folder.ts'
import { localSocketPath } from '../../main/bridge/local/socket-path.ts'
import { dataPath } from '../../main/data-path.ts'

const onPosix = process.platform !== 'win32'
const asRoot = process.getuid?.() === 0

let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drawbridge-home-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('the place of the data folder', () => {
  it('is --data, else DRAWBRIDGE_HOME', () => {
    const env = { DRAWBRIDGE_HOME: '/from/env' }
    expect(dataPath({ flag: '/from/flag', env, platform: 'linux', home })).toBe('/from/flag')
    expect(dataPath({ env, platform: 'linux', home })).toBe('/from/env')
  })

  it('is where each system keeps such things', () => {
    const at = (platform: NodeJS.Platform, env = {}) => dataPath({ env, platform, home: '/h' })
    expect(at('darwin')).toBe('/h/Library/Application Support/Drawbridge')
    expect(at('linux')).toBe('/h/.local/share/drawbridge')
    expect(at('linux', { XDG_DATA_HOME: '/xdg' })).toBe('/xdg/drawbridge')
    expect(at('win32', { APPDATA: '/roaming' })).toBe(join('/roaming', 'Drawbridge'))
  })
})

describe('opening the data folder', () => {
  it('makes it with its parents, and says so the first time only', async () => {
    const flag = join(home, 'a', 'b')
    expect(await openDataFolder({ flag })).toEqual({ path: flag, created: true })
    expect(await openDataFolder({ flag })).toEqual({ path: flag, created: false })
    if (onPosix) expect(await modeOf(flag)).toBe(0o700)
  })

  it.runIf(onPosix)('closes an empty folder, or one of its own, to other users', async () => {
    const flag = join(home, 'wide')
    await mkdir(flag)
    await chmod(flag, 0o755)
    await openDataFolder({ flag })
    expect(await modeOf(flag)).toBe(0o700)
    await writeFile(join(flag, 'bridge.db'), '')
    await chmod(flag, 0o755)
    await openDataFolder({ flag })
    expect(await modeOf(flag)).toBe(0o700)
  })

  it.runIf(onPosix)(
    'refuses a public folder that holds other things, and leaves it alone',
    async () => {
      const flag = join(home, 'documents')
      await mkdir(flag)
      await writeFile(join(flag, 'letter.txt'), '')
      await chmod(flag, 0o755)
      await expect(openDataFolder({ flag })).rejects.toMatchObject({
        code: 'data-folder-unusable',
        message: expect.stringContaining('holds other things'),
      })
      expect(await modeOf(flag)).toBe(0o755)
    },
  )

  it('refuses a file, and a path through a file', async () => {
    const flag = join(home, 'file')
    await writeFile(flag, '')
    for (const path of [flag, join(flag, 'below')]) {
      const opened = openDataFolder({ flag: path })
      await expect(opened).rejects.toMatchObject({ code: 'data-folder-unusable' })
    }
  })

  it.runIf(onPosix)('follows a symbolic link to a folder of the same user', async () => {
    await mkdir(join(home, 'real'), { mode: 0o700 })
    await symlink(join(home, 'real'), join(home, 'link'))
    expect((await openDataFolder({ flag: join(home, 'link') })).created).toBe(false)
  })

  // Only root can make a folder of somebody else; for others the root of the disk is one.
  it.runIf(onPosix)('refuses a symbolic link to a folder of another user', async () => {
    const foreign = asRoot ? join(home, 'foreign') : '/'
    if (asRoot) {
      await mkdir(foreign, { mode: 0o700 })
      await lchown(foreign, 12_345, 12_345)
    }
    await symlink(foreign, join(home, 'link'))
    await expect(openDataFolder({ flag: join(home, 'link') })).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: expect.stringContaining('another user'),
    })
  })
})

describe('the local socket', () => {
  it('is in the data folder where its path is short enough', () => {
    expect(localSocketPath('/short', 'linux')).toBe('/short/bridge.sock')
  })

  it('is a pipe on Windows, another one for each data folder', () => {
    const [one, two] = [localSocketPath('C:\\one', 'win32'), localSocketPath('C:\\two', 'win32')]
    expect(one).toMatch(/^\\\\\.\\pipe\\drawbridge-[0-9a-f]{16}$/)
    expect(two).not.toBe(one)
  })

  it.runIf(onPosix)(
    'is in a private folder of the user where the path is too long, and can be listened on',
    async () => {
      const deep = join(home, 'd'.repeat(120))
      const env = { XDG_RUNTIME_DIR: home }
      const path = localSocketPath(deep, process.platform, env)
      expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100)
      expect(localSocketPath(deep, process.platform, env)).toBe(path)
      expect(await modeOf(join(path, '..'))).toBe(0o700)
      const server = createServer().listen(path)
      await once(server, 'listening')
      server.close()
    },
  )

  it.runIf(onPosix && asRoot)(
    'refuses a private folder that somebody else made first',
    async () => {
      const planted = join(home, `drawbridge-${process.getuid?.()}`)
      await mkdir(planted)
      await lchown(planted, 12_345, 12_345)
      const deep = join(home, 'd'.repeat(120))
      expect(() => localSocketPath(deep, process.platform, { XDG_RUNTIME_DIR: home })).toThrow(
        'belongs to another user',
      )
    },
  )
})
