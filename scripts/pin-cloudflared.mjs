/**
 * `node scripts/pin-cloudflared.mjs VERSION`: pins another cloudflared. Every file of the release is
 * fetched and hashed, and has to be what GitHub's list of the release says of it; only then is
 * main/bridge/tunnel/cloudflared-release.json written.
 *
 *   --api URL     another list of releases; for tests
 *   --table FILE  another table; for tests
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { root } from './lib/paths.mjs'
import { runScript, SetupError } from './lib/say.mjs'

const usualTable = join(root, 'main', 'bridge', 'tunnel', 'cloudflared-release.json')
const usualApi = 'https://api.github.com/repos/cloudflare/cloudflared/releases/tags'

await runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      api: { type: 'string', default: usualApi },
      table: { type: 'string', default: usualTable },
    },
  })
  const [version] = positionals
  if (!/^\d{4}\.\d{1,2}\.\d{1,3}$/.test(version ?? '')) {
    throw new SetupError('Usage: node scripts/pin-cloudflared.mjs 2026.10.4')
  }
  const table = JSON.parse(await readFile(values.table, 'utf8'))
  const release = JSON.parse(String(await get(`${values.api}/${version}`)))
  /** @type {Record<string, {file: string, sha256: string, programSha256?: string}>} */
  const assets = {}
  for (const [target, { file }] of Object.entries(table.assets)) {
    const asset = await assetOf(release, file)
    assets[target] = asset
    console.log(`${file}: ${asset.sha256}`)
  }
  await writeFile(values.table, `${JSON.stringify({ ...table, version, assets }, null, 2)}\n`)
  console.log(`cloudflared ${version} is pinned. Commit cloudflared-release.json.`)
  return 0
})

/**
 * Its sums; the release says them twice, in its notes and beside each file.
 *
 * @param {{body?: string, assets?: {name: string, digest?: string, browser_download_url: string}[]}} release
 * @param {string} file
 */
async function assetOf(release, file) {
  const asset = release.assets?.find(({ name }) => name === file)
  if (!asset) throw new SetupError(`The release has no ${file}.`)
  const content = await get(asset.browser_download_url)
  const sha256 = sum(content)
  const said = new Set([asset.digest?.replace(/^sha256:/, ''), noted(release.body ?? '', file)])
  said.delete(undefined)
  if (said.size === 0) throw new SetupError(`The release does not say the SHA-256 of ${file}.`)
  if (said.size > 1 || !said.has(sha256)) {
    throw new SetupError(
      `${file} has the SHA-256 ${sha256}, and the release says ${[...said].join(' and ')}. Nothing was pinned.`,
    )
  }
  if (!file.endsWith('.tgz')) return { file, sha256 }
  return { file, sha256, programSha256: sum(programIn(gunzipSync(content), file)) }
}

/** @param {Buffer} content */
function sum(content) {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * A line of the release notes: `cloudflared-linux-amd64: 27ab…`.
 *
 * @param {string} notes
 * @param {string} file
 */
function noted(notes, file) {
  const line = notes.split('\n').find((one) => one.trim().startsWith(`${file}: `))
  return line?.trim().slice(file.length + 2)
}

/**
 * The archive holds one file; its header has the size in octal at 124.
 *
 * @param {Buffer} archive
 * @param {string} file
 */
function programIn(archive, file) {
  const size = Number.parseInt(archive.toString('latin1', 124, 136), 8)
  const isProgram = archive.toString('latin1', 0, 12).replace(/\0+$/, '') === 'cloudflared'
  if (!isProgram || !(size > 0) || archive.length < 512 + size) {
    throw new SetupError(`${file} does not hold the program alone.`)
  }
  return archive.subarray(512, 512 + size)
}

/** @param {string} url */
async function get(url) {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } }).catch((error) => {
    throw new SetupError(`${url} could not be reached: ${error.cause?.message ?? error.message}`)
  })
  if (!answer.ok) throw new SetupError(`${url} answered ${answer.status}.`)
  return Buffer.from(await answer.arrayBuffer())
}
