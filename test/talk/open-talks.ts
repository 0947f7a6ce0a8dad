/** Talks over a real conversation, on a clock that moves with every look. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import type { Store } from '../../main/bridge/store/types.ts'
import { createTalks } from '../../main/bridge/talk/talks.ts'

export function talksOver(
  conversation: Conversation,
  store: Store,
  options: { formsFolder?: string; now?: () => number } = {},
) {
  const talks = createTalks({
    store,
    conversation,
    clock: { now: options.now ?? (() => Date.now()) },
    log: silentLog,
    formsFolder: options.formsFolder ?? join('no', 'such', 'folder'),
    // The first seat is A, the second B.
    random: (below) => below - 1,
  })
  onTestFinished(() => talks.stop())
  return talks
}
