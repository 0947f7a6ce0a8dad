/** What each scope allows, in the words of the approval page. */
import { scopes, type Scope } from '../types.ts'

export const scopeWords: Record<Scope, string> = {
  'messages:read': 'read its messages, and the whole conversation if you let it',
  'messages:write': 'send messages under its own name',
  'files:read': 'read the shared files',
  'files:write': 'write, change and delete shared files',
}

/** The scopes among a space-separated list that are ours, in our order. */
export function knownScopes(list: string | undefined): Scope[] {
  const asked = new Set((list ?? '').split(' '))
  return scopes.filter((scope) => asked.has(scope))
}
