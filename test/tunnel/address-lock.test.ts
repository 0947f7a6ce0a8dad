/** The lock of the tunnel, as another user of this computer sees it. */
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { takeAddressLock } from '../../main/bridge/tunnel/address-lock.ts'
import { temporaryDataDir } from '../control/open-bridge.ts'

const filesOf = (dataDir: string) =>
  readdirSync(dataDir).map((name) => [name, statSync(join(dataDir, name)).mode & 0o777] as const)

it.runIf(process.platform !== 'win32')(
  'is readable for nobody else, held or not, nor is anything beside it',
  async () => {
    const dataDir = await temporaryDataDir()
    // As an older version left it.
    writeFileSync(join(dataDir, 'tunnel.lock'), '')
    chmodSync(join(dataDir, 'tunnel.lock'), 0o644)
    const release = takeAddressLock(dataDir)
    expect(filesOf(dataDir)).toEqual([['tunnel.lock', 0o600]])
    expect(() => takeAddressLock(dataDir)).toThrow('Another Drawbridge')
    release()
    expect(filesOf(dataDir)).toEqual([['tunnel.lock', 0o600]])
    takeAddressLock(dataDir)()
  },
)
