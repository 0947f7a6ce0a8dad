/** Installs the pinned programs into a folder outside the project, with npm. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Program } from './programs.ts'

type Pinned = Pick<Program, 'package' | 'version' | 'bin'>

const run = promisify(execFile)

/** Gives where each is. What a folder that is kept has already is not installed again. */
export async function installPrograms(folder: string, wanted: Pinned[]): Promise<string[]> {
  const manifest = join(folder, 'package.json')
  await mkdir(folder, { recursive: true })
  if (!existsSync(manifest)) await writeFile(manifest, '{"private":true}')
  const missing = wanted.filter(({ bin }) => !existsSync(binIn(folder, bin)))
  if (missing.length > 0) {
    const named = missing.map((program) => `${program.package}@${program.version}`)
    const options = ['--save-exact', '--no-audit', '--no-fund']
    await run('npm', ['install', ...options, ...named], {
      cwd: folder,
      shell: process.platform === 'win32',
      timeout: 10 * 60_000,
    })
  }
  return wanted.map(({ bin }) => binIn(folder, bin))
}

const binIn = (folder: string, bin: string): string =>
  join(folder, 'node_modules', '.bin', process.platform === 'win32' ? `${bin}.cmd` : bin)
