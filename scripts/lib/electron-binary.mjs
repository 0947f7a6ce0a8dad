/**
 * Brings Electron itself, before anything is packed: with the downloader and the pinned sums of the
 * npm package `electron`, into the cache that electron-builder takes it from.
 */
import { createRequire } from 'node:module'
import { SetupError } from './say.mjs'

const require = createRequire(import.meta.url)

/**
 * Throws one clear sentence where it is neither cached nor to be had.
 *
 * @param {string} platform
 * @param {string[]} arches
 */
export async function ensureElectron(platform, arches) {
  const fromElectron = createRequire(require.resolve('electron/package.json'))
  const { downloadArtifact } = await import(fromElectron.resolve('@electron/get'))
  const { version } = fromElectron('./package.json')
  const checksums = fromElectron('./checksums.json')
  for (const arch of arches) {
    const wanted = { version, artifactName: 'electron', platform, arch, checksums }
    await downloadArtifact(wanted).catch((/** @type {unknown} */ error) => {
      throw new SetupError(
        `Electron ${version} for ${platform}-${arch} is not on this computer and could not be fetched ` +
          `(${reasonOf(error)}). Packaging needs it; \`npm start\` runs Drawbridge without it.`,
      )
    })
  }
}

/**
 * "fetch failed" says nothing; what is behind it does.
 *
 * @param {any} error
 */
const reasonOf = (error) => error.cause?.message || error.cause?.code || error.message
