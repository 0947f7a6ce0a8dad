/** Where a program lies on this computer, which version it is, and whether that one is known to work. */
import { execFile } from 'node:child_process'
import { createSurroundings, type SurroundingsDeps } from '../connect/surroundings.ts'
import { seatEnvironment } from './environment.ts'
import type { Recipe } from './recipes/recipe.ts'

/** A cold start on a busy computer; nothing else waits for it. */
const longestMs = 30_000

/** The full path, or undefined where it is not installed. */
export async function findProgram(
  recipe: Recipe,
  where: SurroundingsDeps,
): Promise<string | undefined> {
  if (recipe.program === undefined) return undefined
  const path = await createSurroundings(where).which(recipe.program)
  // npm's scripts on Windows can only be started through a shell.
  return path !== undefined && /\.(?:cmd|bat)$/i.test(path) ? undefined : path
}

/** The number in what `--version` says; null when it says none. */
export const versionOf = (
  recipe: Recipe,
  path: string,
  { env, platform }: Pick<SurroundingsDeps, 'env' | 'platform'>,
): Promise<string | null> =>
  new Promise((resolve) => {
    if (recipe.program === undefined) return resolve(null)
    const own = { DISABLE_AUTOUPDATER: '1' }
    const options = {
      env: seatEnvironment({ env, platform, path, passes: recipe.passes, own }),
      timeout: longestMs,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024,
      windowsHide: true,
    } as const
    const child = execFile(path, ['--version'], options, (error, stdout) => {
      resolve(error ? null : (/\d{1,4}\.\d{1,4}\.\d{1,4}/.exec(stdout)?.[0] ?? null))
    })
    child.stdin?.end()
  })
