/** What is kept for each client, forgotten once the owner has revoked it. */
import type { Conversation } from '../conversation/types.ts'
import { isLinkClient } from '../presence/client-id.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Presence } from '../presence/types.ts'

export interface ForgetClientsDeps {
  authorization: Pick<AuthorizationServer, 'clients' | 'onEvent'>
  presence: Pick<Presence, 'list' | 'forget'>
  conversation: Pick<Conversation, 'forgetReader'>
}

/** Returns what stops it. */
export function forgetRevokedClients(deps: ForgetClientsDeps): () => void {
  const { authorization, presence, conversation } = deps
  return authorization.onEvent(({ type }) => {
    if (type !== 'clients') return
    const signedUp = new Set(authorization.clients.list().map(({ clientId }) => clientId))
    const called = new Set(presence.list().flatMap(({ clients }) => clients.map(({ id }) => id)))
    for (const id of called) {
      if (isLinkClient(id) || signedUp.has(id)) continue
      void presence.forget(id)
      void conversation.forgetReader(id)
    }
  })
}
