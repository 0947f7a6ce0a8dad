/** A real built bridge with two participants signed in through the whole OAuth flow. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBridgeProcess } from '../demo/bridge-process.ts'
import { connectByUrl } from '../demo/sides.ts'
import { unguarded } from '../main/bridge/conversation/guard/guard.ts'
import type { SettingsPatch } from '../main/contract/settings-schema.ts'

export interface SignedInBridge {
  mcpUrl: string
  pid: number
  dataDir: string
  tokens: { claude: string; chatgpt: string }
  /** Runs a `drawbridge` command and gives what it printed. */
  command(...words: string[]): Promise<string>
  /** A link that opens the panel, once. */
  panelLink(): Promise<string>
  close(): Promise<void>
}

/**
 * `settings`: what its owner chose; the defaults when left out. `program`: another, older build. `flags`: of Node, for
 * the bridge alone.
 */
export async function openSignedInBridge(
  settings: SettingsPatch = {},
  program?: string,
  flags?: string[],
): Promise<SignedInBridge> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  // What is measured goes further than models may without their owner; older builds have no guard.
  const chosen = program === undefined ? { guard: unguarded, ...settings } : settings
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(chosen))
  const bridge = await startBridgeProcess(dataDir, { program, flags })
  const tokenFor = async (as: string): Promise<string> => {
    const side = await connectByUrl(bridge.mcpUrl, async (number) => {
      await bridge.command('approve', number, '--as', as)
    })
    await side.close()
    return side.accessToken
  }
  return {
    mcpUrl: bridge.mcpUrl,
    pid: bridge.pid,
    dataDir,
    tokens: { claude: await tokenFor('claude'), chatgpt: await tokenFor('chatgpt') },
    command: (...words) => bridge.command(...words),
    async panelLink() {
      const { url } = JSON.parse(await bridge.command('panel', '--json')) as { url: string }
      return url
    },
    async close() {
      await bridge.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
