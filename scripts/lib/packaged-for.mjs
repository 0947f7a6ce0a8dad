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

const builderNames = { darwin: 'mac', linux: 'linux', win32: 'win' }

/** What electron-builder puts in for `${os}`. */
export const builderName = (platform) => builderNames[platform] ?? platform

/** The npm package with the keychain add-on for a computer. */
export function keychainPackage(platform, arch) {
  const library = { linux: '-gnu', win32: '-msvc' }[platform] ?? ''
  return `@napi-rs/keyring-${platform}-${arch}${library}`
}
