/** Every way a download can go wrong leaves nothing behind; the right file is installed at once. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  downloadCloudflared,
  type DownloadProgress,
} from '../../main/bridge/tunnel/download-cloudflared.ts'
import { assetFor, pinnedRelease, type Release } from '../../main/bridge/tunnel/release.ts'
import { listen, portOf, shut } from '../fakes/cloudflared/listening.ts'

const program = Buffer.from(
  `#!/bin/sh\necho "cloudflared version 9.9.9 (built today)"\n# ${'x'.repeat(200_000)}\n`,
)
const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex')

let folder: string
let server: Server
let answer: (req: IncomingMessage, res: ServerResponse) => void
let release: Release
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-download-'))
  answer = (_req, res) => void res.end(program)
  server = createServer((req, res) => answer(req, res))
  await listen(server)
  release = {
    version: '9.9.9',
    base: `http://127.0.0.1:${portOf(server)}/download`,
    assets: {
      'linux-x64': { file: 'cloudflared-linux-amd64', sha256: sha(program) },
      'darwin-arm64': {
        file: 'cloudflared-darwin-arm64.tgz',
        sha256: '',
        programSha256: sha(program),
      },
    },
  }
})
afterEach(async () => {
  await shut(server)
  await rm(folder, { recursive: true, force: true })
})

const download = (over: Partial<Parameters<typeof downloadCloudflared>[0]> = {}) =>
  downloadCloudflared({
    to: join(folder, 'bin', '9.9.9', 'cloudflared'),
    platform: 'linux',
    arch: 'x64',
    fetch,
    spawn,
    release,
    ...over,
  })
const leftovers = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

async function refused(reason: string, over = {}): Promise<void> {
  await expect(download(over)).rejects.toMatchObject({ code: 'cloudflared-download-failed' })
  await expect(download(over)).rejects.toThrow(reason)
  expect(await leftovers()).toEqual([])
}

describe('a good download', () => {
  test('is installed executable under its final name, with progress', async () => {
    const seen: DownloadProgress[] = []
    const { path, version } = await download({ onProgress: (progress) => seen.push(progress) })
    expect(version).toBe('9.9.9')
    expect((await stat(path)).mode & 0o777).toBe(0o755)
    expect(await leftovers()).toEqual(['cloudflared'])
    expect(seen.at(-1)).toEqual({ receivedBytes: program.length, totalBytes: program.length })
  })

  test('follows the redirect to the storage host', async () => {
    answer = (req, res) => {
      if (req.url === '/storage') res.end(program)
      else if (req.url === '/download/9.9.9/cloudflared-linux-amd64') {
        res.writeHead(302, { location: '/storage' }).end()
      } else res.writeHead(404).end()
    }
    await download()
  })

  test('slow but steady is fine', async () => {
    answer = (_req, res) => {
      const pieces = [program.subarray(0, 10), program.subarray(10, 1_000), program.subarray(1_000)]
      const send = () => {
        const piece = pieces.shift()
        if (piece === undefined) res.end()
        else res.write(piece, () => setTimeout(send, 60))
      }
      send()
    }
    await download({ stallMs: 2_000 })
  })

  test('macOS: archive and program each have their sum', async () => {
    const archive = gzipSync(tar('cloudflared', program))
    answer = (_req, res) => void res.end(archive)
    const asset = release.assets['darwin-arm64']
    if (asset) asset.sha256 = sha(archive)
    await download({ platform: 'darwin', arch: 'arm64' })
    if (asset) asset.programSha256 = sha(Buffer.from('another'))
    await rm(join(folder, 'bin'), { recursive: true })
    await refused('the program in the archive', { platform: 'darwin', arch: 'arm64' })
  })

  test('replaces a damaged program of before', async () => {
    await download()
    await writeFile(join(folder, 'bin', '9.9.9', 'cloudflared'), 'damaged')
    await download()
    expect((await stat(join(folder, 'bin', '9.9.9', 'cloudflared'))).size).toBe(program.length)
  })
})

describe('refused, and nothing is left behind', () => {
  test('cut in the middle', async () => {
    answer = (_req, res) => {
      res.writeHead(200, { 'content-length': program.length })
      res.write(program.subarray(0, 1_000), () => res.destroy())
    }
    await refused('could not be fetched')
  })

  test('cut without a length: the sum tells', async () => {
    answer = (_req, res) => void res.end(program.subarray(0, 1_000))
    await refused('SHA-256')
  })

  test('altered by one byte', async () => {
    const altered = Buffer.from(program)
    altered[altered.length - 5] = 0x79
    answer = (_req, res) => void res.end(altered)
    await refused('SHA-256')
  })

  test('a server that stops sending, and one that never answers', async () => {
    answer = (_req, res) => void res.write(program.subarray(0, 100))
    await refused('stopped sending', { stallMs: 100 })
    answer = () => {}
    await refused('stopped sending', { stallMs: 100 })
  })

  test('redirects without end, and an error page', async () => {
    answer = (req, res) => void res.writeHead(302, { location: `${req.url}x` }).end()
    await refused('redirects without end')
    answer = (_req, res) => void res.writeHead(503).end('busy')
    await refused('503')
  })

  test('a redirect from https to http', async () => {
    const plain: typeof fetch = async () =>
      new Response(null, {
        status: 302,
        headers: { location: 'http://mirror.example/cloudflared' },
      })
    await refused('without encryption', {
      fetch: plain,
      release: { ...release, base: 'https://github.example' },
    })
  })

  test('the right file that does not run on this computer', async () => {
    const foreign = Buffer.from('MZ not for this system')
    answer = (_req, res) => void res.end(foreign)
    release.assets['linux-x64'] = { file: 'cloudflared-linux-amd64', sha256: sha(foreign) }
    await refused('does not run on this computer')
  })

  test('called off by the owner', async () => {
    const abort = new AbortController()
    answer = (_req, res) => {
      res.write(program.subarray(0, 100))
      abort.abort()
    }
    await expect(download({ signal: abort.signal })).rejects.toMatchObject({
      code: 'cloudflared-download-failed',
    })
    expect(await leftovers()).toEqual([])
  })

  test('a computer there is no build for', async () => {
    await expect(download({ platform: 'sunos', arch: 'x64' })).rejects.toMatchObject({
      code: 'cloudflared-no-build',
    })
  })
})

test('the pinned table has a well-formed sum for every computer Drawbridge is packaged for', () => {
  for (const [platform, arch] of [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['win32', 'arm64'],
  ] as const) {
    const asset = assetFor(pinnedRelease, platform, arch)
    expect(asset?.sha256).toMatch(/^[0-9a-f]{64}$/)
    if (asset?.file.endsWith('.tgz')) expect(asset.programSha256).toMatch(/^[0-9a-f]{64}$/)
  }
})

/** A tar archive of one file (POSIX ustar). */
function tar(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000755\0', 100)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('0', 156)
  header.write('ustar\0', 257)
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512)
  return Buffer.concat([header, content, padding, Buffer.alloc(1_024)])
}
