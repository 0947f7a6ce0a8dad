/** Asks a program of this computer something and waits for its end: quick commands, without a model. */
import { homedir } from 'node:os'
import { seatEnvironment } from './environment.ts'
import { findProgram } from './find-program.ts'
import type { Recipe } from './recipes/recipe.ts'
import { runProgram, type Ran } from './run-program.ts'

const longestSeconds = 15

export interface Asker {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Names it may see beyond those every program gets. */
  passes: readonly string[]
}

/** Its end, and what it wrote on both outputs; undefined: it is not installed. */
export async function askProgram(
  recipe: Recipe,
  args: readonly string[],
  { env, platform, passes }: Asker,
): Promise<Ran | undefined> {
  const home = env['HOME'] ?? homedir()
  const path = await findProgram(recipe, { env, platform, home })
  if (path === undefined) return undefined
  return runProgram({
    path,
    args,
    env: seatEnvironment({ env, platform, path, passes, own: {} }),
    folder: home,
    prompt: '',
    seconds: longestSeconds,
    started: async () => {},
    line: () => {},
    signal: new AbortController().signal,
    graceMs: () => 0,
  })
}
