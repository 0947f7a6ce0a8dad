/** The app:// scheme and who may speak over IPC: exact hosts, no way out of the folder. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, isAppAddress } from '../../main/shell/app-address.ts'
import { answerFrom, fileOf } from '../../main/shell/app-files.ts'
import { isTrusted } from '../../main/shell/trusted-sender.ts'

let folder: string
let root: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-app-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<title>panel</title>')
  await writeFile(join(root, 'assets', 'a.js'), 'export {}')
  await writeFile(join(root, 'notes.txt'), 'not for a page')
  await writeFile(join(folder, 'secret.js'), 'secret')
  await symlink(folder, join(root, 'folder.js'))
})
afterAll(() => rm(folder, { recursive: true }))

const get = (address: string, method = 'GET') => answerFrom(root, new Request(address, { method }))

describe('app://drawbridge', () => {
  it.each([
    ['app://drawbridge/', 'text/html; charset=utf-8'],
    ['app://drawbridge/index.html#home', 'text/html; charset=utf-8'],
    ['app://drawbridge/assets/a.js?x=1', 'text/javascript; charset=utf-8'],
  ])('%s is a file of the panel, with the policy as a header', async (address, type) => {
    const answer = await get(address)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['app://drawbridge/../secret.js', 404],
    ['app://drawbridge/%2e%2e/secret.js', 404],
    ['app://drawbridge/..%2fsecret.js', 404],
    ['app://drawbridge/assets/..%2f..%2fsecret.js', 404],
    ['app://drawbridge/..%5csecret.js', 404],
    ['app://drawbridge/%00.js', 400],
    ['app://drawbridge/%zz', 400],
    ['app://drawbridge/missing.js', 404],
    ['app://drawbridge/assets', 404],
    ['app://drawbridge/folder.js', 404],
    ['app://drawbridge/notes.txt', 404],
    ['app://elsewhere/index.html', 404],
  ])('%s is answered with %i, and under the same policy', async (address, status) => {
    const answer = await get(address)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('answers HEAD without the content, and no other method', async () => {
    const answer = await get('app://drawbridge/', 'HEAD')
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect((await get('app://drawbridge/', 'POST')).status).toBe(405)
  })

  it('has no file outside its folder, on any system', () => {
    for (const path of ['..', '%2e%2e', '..%2f', '..%5c', '%2e%2e%5c', '%5c..%5c']) {
      const file = fileOf('/app/renderer', `app://drawbridge/${path}/x.js`)
      if (typeof file === 'string') expect(file.startsWith('/app/renderer/')).toBe(true)
    }
  })
})

describe('the app’s own address', () => {
  it('is compared by protocol and host, because the origin of every custom scheme is "null"', () => {
    expect(new URL('app://drawbridge/').origin).toBe(new URL('app://evil/').origin)
    expect(isAppAddress(addressOf({ view: 'keys' }))).toBe(true)
    for (const other of [
      'app://evil/',
      'app://drawbridge.evil/',
      'app://drawbridge:80/',
      'app://x@drawbridge/',
      'https://drawbridge/',
      'application://drawbridge/',
      'about:blank',
      '',
    ]) {
      expect(isAppAddress(other), other).toBe(false)
    }
  })

  it('names the place after the #', () => {
    expect(addressOf({ view: 'setup', path: ['a/b'] })).toBe(
      'app://drawbridge/index.html#setup/a%2Fb',
    )
  })
})

describe('a sender of a message', () => {
  const ours = {}
  const frame = { url: 'app://drawbridge/index.html', parent: null }

  it('is trusted as the main frame of the window showing the app’s address', () => {
    expect(isTrusted({ sender: ours, senderFrame: frame }, ours)).toBe(true)
  })

  it.each([
    ['another window', { sender: {}, senderFrame: frame }],
    ['a frame that has gone', { sender: ours, senderFrame: null }],
    ['a frame inside', { sender: ours, senderFrame: { ...frame, parent: {} } }],
    ['another host', { sender: ours, senderFrame: { ...frame, url: 'app://evil/' } }],
    ['the web', { sender: ours, senderFrame: { ...frame, url: 'https://drawbridge/' } }],
  ])('is not trusted as %s', (_who, event) => {
    expect(isTrusted(event, ours)).toBe(false)
  })

  it('is not trusted while there is no window', () => {
    expect(isTrusted({ sender: undefined, senderFrame: frame }, undefined)).toBe(false)
  })
})
