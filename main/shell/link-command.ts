/**
 * How Claude Desktop and others start their link: the app's own program in Node mode with the relay
 * (decision 32), so that nobody needs Node. Inside an AppImage paths change with each start: there
 * the image itself is named and the relay lies in the data folder.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../bridge/base/atomic-file.ts'

export interface ProgramFacts {
  execPath: string
  /** What the AppImage runtime says of itself. */
  appImage: string | undefined
  /** `process.resourcesPath` of an installed app; undefined in a checkout. */
  resourcesDir: string | undefined
  /** Where the built main program lies. */
  outDir: string
}

export interface LinkCommand {
  command: string
  args: string[]
  env: Record<string, string>
}

/** Where the relay lies, copied out of an AppImage whenever it differs. */
export async function linkCommand(
  facts: ProgramFacts,
  dataDir: string,
  shellDir: string,
): Promise<LinkCommand> {
  const shipped = join(facts.resourcesDir ?? facts.outDir, 'stdio.cjs')
  const relay = facts.appImage ? await copied(shipped, join(shellDir, 'stdio.cjs')) : shipped
  return {
    command: facts.appImage ?? facts.execPath,
    args: [relay, '--data', dataDir],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  }
}

async function copied(from: string, to: string): Promise<string> {
  const content = await readFile(from)
  const found = await readFile(to).catch(() => undefined)
  if (!found?.equals(content)) await writeFileAtomically(to, content, 0o600)
  return to
}

/** The program and arguments that start the app itself. */
export const appCommand = ({
  execPath,
  appImage,
  resourcesDir,
  outDir,
}: ProgramFacts): [string, ...string[]] =>
  resourcesDir === undefined ? [execPath, join(outDir, 'index.js')] : [appImage ?? execPath]
