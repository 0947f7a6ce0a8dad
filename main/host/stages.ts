/**
 * What a start is at, said once it has been at it for a second: nobody sits before a silent terminal while a keychain
 * asks to be unlocked or a slow computer makes keys.
 */
import type { Stages } from '../bridge/base/ports.ts'

const silentMs = 1_000

export interface StartStages extends Stages {
  end(): void
}

/** `say` gets one line per stage that takes long, and each that is told to be said at once. */
export function createStages(say: (line: string) => void, afterMs = silentMs): StartStages {
  let timer: NodeJS.Timeout | undefined
  const end = (): void => clearTimeout(timer)
  return {
    end,
    enter(what) {
      end()
      timer = setTimeout(() => say(`${what}…`), afterMs).unref()
    },
    announce(what) {
      end()
      say(`${what}…`)
    },
  }
}
