/**
 * Electron distributions for three systems as far as the packager looks at them: executables with a
 * fuse wire, a real PE with a version resource, bundles with their plists. Nothing in them runs.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NtExecutable, NtExecutableResource } from 'pe-library'
import { Resource } from 'resedit'

/** The sentinel, version 1, nine fuses: all in the state Electron ships them in. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100111'),
])

type Put = (path: string, content: string | Buffer, mode?: number) => void

/** Writes the distribution for `platform` into `folder`. */
export function writeStandInElectron(folder: string, platform: string, version: string): void {
  const put: Put = (path, content, mode = 0o644) => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content, { mode })
  }
  if (platform === 'darwin') macos(put)
  else if (platform === 'win32') windows(put, version)
  else linux(put)
  put('LICENSE', 'The licence of Electron')
  put('version', version)
}

function linux(put: Put): void {
  const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])
  put('electron', Buffer.concat([elf, Buffer.alloc(2048), fuseWire]), 0o755)
  put('chrome-sandbox', 'x', 0o755)
  put('locales/en-US.pak', '')
}

/** Integrity is written as a PE resource, so this one has to be a real PE. */
function windows(put: Put, version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const executable = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(executable)
  const info = Resource.VersionInfo.createEmpty()
  info.setFileVersion(major, minor, patch, 0, 1033)
  const names = { FileDescription: 'Electron', ProductName: 'Electron' }
  info.setStringValues({ lang: 1033, codepage: 1200 }, names)
  info.outputToResourceEntries(resources.entries)
  resources.outputResource(executable)
  put('electron.exe', Buffer.concat([Buffer.from(executable.generate()), fuseWire]))
  put('locales/en-US.pak', '')
}

/** The wire is in the framework; the packager renames four Helper bundles. */
function macos(put: Put): void {
  const contents = 'Electron.app/Contents'
  put(
    `${contents}/Info.plist`,
    plist({
      CFBundleExecutable: 'Electron',
      CFBundleIdentifier: 'com.github.Electron',
      CFBundleName: 'Electron',
      CFBundlePackageType: 'APPL',
    }),
  )
  put(`${contents}/MacOS/Electron`, 'x', 0o755)
  put(`${contents}/Resources/electron.icns`, '')
  const framework = `${contents}/Frameworks/Electron Framework.framework/Electron Framework`
  put(framework, Buffer.concat([Buffer.alloc(64), fuseWire]), 0o755)
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${kind}`
    const helper = `${contents}/Frameworks/${name}.app/Contents`
    put(`${helper}/MacOS/${name}`, 'x', 0o755)
    put(
      `${helper}/Info.plist`,
      plist({
        CFBundleExecutable: name,
        CFBundleIdentifier: 'com.github.Electron.helper',
        CFBundleName: name,
      }),
    )
  }
}

function plist(entries: Record<string, string>): string {
  const lines = Object.entries(entries).map(
    ([key, value]) => `<key>${key}</key><string>${value}</string>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${lines.join('')}</dict></plist>
`
}
