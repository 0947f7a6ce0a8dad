/** The bundle as Claude Desktop takes it in: unpacked into a folder, its manifest turned into a command. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  getMcpConfigForManifest,
  MANIFEST_SCHEMAS,
  unpackExtension,
  type McpbManifestAny,
} from '@anthropic-ai/mcpb'

export interface InstalledBundle {
  manifest: McpbManifestAny
  args: string[]
  env: Record<string, string>
}

export async function installBundle(mcpbPath: string, folder: string): Promise<InstalledBundle> {
  if (!(await unpackExtension({ mcpbPath, outputDir: folder, silent: true })))
    throw new Error(mcpbPath)
  const found: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const manifest = MANIFEST_SCHEMAS['0.3'].parse(found)
  const config = await getMcpConfigForManifest({
    manifest,
    extensionPath: folder,
    systemDirs: {},
    userConfig: {},
    pathSeparator: '/',
  })
  if (config?.command !== 'node') throw new Error('Claude Desktop has a Node only for "node".')
  return { manifest, args: config.args ?? [], env: config.env ?? {} }
}
