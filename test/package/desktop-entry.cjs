/**
 * Given to electron-builder as its `afterPack`: writes the .desktop file that a deb or AppImage would
 * get, without making either, because the tools for that would have to be fetched.
 */
const { mkdirSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { LinuxTargetHelper } = require('app-builder-lib/out/targets/LinuxTargetHelper')

exports.default = async ({ packager }) => {
  const helper = new LinuxTargetHelper(packager)
  const entry = await helper.computeDesktopEntry(packager.platformSpecificBuildOptions)
  const name = helper.getDesktopFileName()
  const icons = (await helper.icons).map(({ file, size }) => ({ file, size }))
  const to = join(packager.projectDir, 'dist', 'desktop-entry.json')
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, JSON.stringify({ name, entry, icons }))
}
