/** The computers Drawbridge is packaged for, and the names that Node, the builder and npm give them. */

/** As Node says it: `process.platform` and `process.arch`. */
export const packagedFor = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-x64',
  'win32-arm64',
  'win32-x64',
]

/** @type {Record<string, string>} */
const builderNames = { darwin: 'mac', linux: 'linux', win32: 'win' }

/**
 * What electron-builder puts in for `${os}`.
 *
 * @param {string} platform
 */
export const builderName = (platform) => builderNames[platform] ?? platform

/** @type {Record<string, string>} */
const libraries = { linux: '-gnu', win32: '-msvc' }

/**
 * The npm package with the keychain add-on for a computer.
 *
 * @param {string} platform
 * @param {string} arch
 */
export function keychainPackage(platform, arch) {
  const library = libraries[platform] ?? ''
  return `@napi-rs/keyring-${platform}-${arch}${library}`
}
