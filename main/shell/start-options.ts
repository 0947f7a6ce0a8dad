/** What the app was started with. Chromium's own switches are among the arguments and mean nothing here. */
import { parseArgs } from 'node:util'
import { dataPath } from '../data-path.ts'
import { deepLinkIn, startLink } from './deep-link.ts'
import type { Place } from './places.ts'

export interface StartOptions {
  dataDir: string
  /** Started at login or by a link: nobody asked for a window. */
  hidden: boolean
  verbose: boolean
  place: Place | undefined
}

/** `argv` without the program itself. */
export function startOptions(argv: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      data: { type: 'string' },
      hidden: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  })
  return {
    dataDir: dataPath({ flag: typeof values.data === 'string' ? values.data : undefined, env }),
    hidden: values.hidden === true || argv.some((arg) => arg.replace(/\/$/, '') === startLink),
    verbose: values.verbose === true,
    place: deepLinkIn(argv),
  }
}
