import { spawn } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  fetchedPath,
  findCloudflared,
  type FindOptions,
} from '../../main/bridge/tunnel/find-cloudflared.ts'
import { pinnedRelease } from '../../main/bridge/tunnel/release.ts'

let root: string
let options: FindOptions
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'drawbridge-find-'))
  options = {
    dataDir: join(root, 'data'),
    resourcesDir: join(root, 'resources'),
    modulesDir: join(root, 'app.asar', 'node_modules'),
    env: { PATH: `${join(root, 'empty')}:${join(root, 'path')}` },
    platform: 'linux',
    arch: 'x64',
    spawn,
  }
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** A program that only knows its version. */
async function program(path: string, version: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(
    path,
    `#!/bin/sh\necho "cloudflared version ${version} (built 2026-08-14-1117 UTC)"\n`,
  )
  await chmod(path, 0o755)
  return path
}

test('the order is: named by the owner, installer, npm package, PATH, fetched', async () => {
  const fetched = await program(
    fetchedPath(options.dataDir, pinnedRelease.version, 'linux'),
    '2026.1.5',
  )
  expect(await findCloudflared(options)).toEqual({
    path: fetched,
    version: '2026.1.5',
    source: 'fetched',
  })
  await program(join(root, 'path', 'cloudflared'), '2026.1.4')
  expect(await findCloudflared(options)).toMatchObject({ version: '2026.1.4', source: 'path' })
  await program(
    join(root, 'app.asar.unpacked', 'node_modules', 'cloudflared', 'bin', 'cloudflared'),
    '2026.1.3',
  )
  expect(await findCloudflared(options)).toMatchObject({ version: '2026.1.3', source: 'npm' })
  await program(join(root, 'resources', 'cloudflared', 'linux-x64', 'cloudflared'), '2026.1.2')
  expect(await findCloudflared(options)).toMatchObject({ version: '2026.1.2', source: 'installer' })
  const named = await program(join(root, 'mine'), '2026.1.1')
  const env = { ...options.env, CLOUDFLARED_BIN: named }
  expect(await findCloudflared({ ...options, env })).toMatchObject({
    version: '2026.1.1',
    source: 'setting',
  })
  const binary = await program(join(root, 'set'), '2026.1.0')
  expect(await findCloudflared({ ...options, env, binary })).toMatchObject({ version: '2026.1.0' })
})

test('one that does not run here is passed over, unless the owner named it', async () => {
  const broken = join(root, 'resources', 'cloudflared', 'linux-x64', 'cloudflared')
  await mkdir(dirname(broken), { recursive: true })
  await copyFile('/dev/null', broken).catch(() => writeFile(broken, ''))
  await writeFile(broken, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]))
  await chmod(broken, 0o755)
  await expect(findCloudflared(options)).rejects.toMatchObject({ code: 'cloudflared-unusable' })
  await program(join(root, 'path', 'cloudflared'), '2026.1.4')
  expect(await findCloudflared(options)).toMatchObject({ source: 'path' })
  await expect(findCloudflared({ ...options, binary: broken })).rejects.toMatchObject({
    code: 'cloudflared-unusable',
  })
})

test('none at all: the error says how to get one; a named one that is missing is named', async () => {
  await expect(findCloudflared(options)).rejects.toMatchObject({ code: 'cloudflared-missing' })
  const binary = join(root, 'gone')
  await expect(findCloudflared({ ...options, binary })).rejects.toThrow(binary)
})
