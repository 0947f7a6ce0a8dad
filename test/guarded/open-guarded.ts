/** What holds for the owner, over a real conversation; the rules can be changed while it runs. */
import type { HoldRule } from '../../main/contract/settings-schema.ts'
import { standardLimits } from '../../main/bridge/conversation/conversation.ts'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { createGuarded } from '../../main/bridge/guarded/guarded.ts'
import type { Store } from '../../main/bridge/store/types.ts'
import type { Talks } from '../../main/bridge/talk/talk-types.ts'

export function guardedOver(
  conversation: Conversation,
  store: Store,
  talks: Talks,
  rules: readonly HoldRule[] = [],
) {
  let current = rules
  const guarded = createGuarded({
    store,
    conversation,
    talks,
    // Earlier than anything the conversation of a test writes.
    clock: { now: () => Date.UTC(2026, 10, 21, 8) },
    limits: standardLimits,
    rules: () => current,
  })
  return {
    ...guarded,
    setRules: (next: readonly HoldRule[]) => {
      current = next
    },
  }
}
