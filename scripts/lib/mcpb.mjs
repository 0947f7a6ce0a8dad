/**
 * Makes the bundle for Claude Desktop: the link, a manifest, the icon and the licence. Claude brings
 * Node; there is no secret in it, and nothing of it is about one computer.
 */
import { packExtension } from '@anthropic-ai/mcpb/cli'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetupError } from './say.mjs'

/** Where each file of the bundle comes from in a checkout that has been built. */
const sources = {
  'stdio.cjs': ['out', 'main', 'stdio.cjs'],
  'icon.png': ['resources', 'icons', '512x512.png'],
  LICENSE: ['LICENSE'],
}

/**
 * Writes and validates the bundle. Gives its path.
 *
 * @param {string} project
 */
export async function makeBundle(project) {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-mcpb-'))
  const to = join(project, 'dist', 'drawbridge.mcpb')
  try {
    const manifest = await readJson(join(project, 'resources', 'mcpb', 'manifest.json'))
    const { version } = await readJson(join(project, 'package.json'))
    const complete = JSON.stringify({ ...manifest, version }, null, 2)
    await writeFile(join(folder, 'manifest.json'), `${complete}\n`)
    for (const [name, path] of Object.entries(sources)) {
      await copyFile(join(project, ...path), join(folder, name))
    }
    // It validates the manifest first, and says on stderr what is wrong with it.
    const packed = await packExtension({ extensionPath: folder, outputPath: to, silent: true })
    if (!packed) throw new SetupError('The bundle for Claude Desktop could not be made; see above.')
    return to
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param {string} path */
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'))
