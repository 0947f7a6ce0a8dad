/**
 * Given to electron-builder as its `afterPack`: writes the .desktop file that a deb or AppImage would
 * get, and which installers would be made, without making any: the tools for that would have to be
 * fetched.
 */
const { Arch } = require('builder-util')
const { mkdirSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { computeArchToTargetNamesMap } = require('app-builder-lib/out/targets/targetFactory')
const { LinuxTargetHelper } = require('app-builder-lib/out/targets/LinuxTargetHelper')

/** What would be made for one system when both architectures are asked for, as the builder works it out. */
function installersFor(options) {
  const asked = new Map([
    [Arch.x64, []],
    [Arch.arm64, []],
  ])
  const made = computeArchToTargetNamesMap(asked, { platformSpecificBuildOptions: options })
  return [...made].flatMap(([arch, names]) => names.map((name) => `${name} ${Arch[arch]}`)).sort()
}

exports.default = async ({ packager }) => {
  const helper = new LinuxTargetHelper(packager)
  const entry = await helper.computeDesktopEntry(packager.platformSpecificBuildOptions)
  const name = helper.getDesktopFileName()
  const icons = (await helper.icons).map(({ file, size }) => ({ file, size }))
  const { mac, win, linux } = packager.config
  const installers = [mac, win, linux].map(installersFor)
  const to = join(packager.projectDir, 'dist', 'desktop-entry.json')
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, JSON.stringify({ name, entry, icons, installers }))
}
