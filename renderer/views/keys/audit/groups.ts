/** The audit trail by what it is about, and narrowing what was loaded. */
import type { MethodResult } from '../../../../main/contract.ts'
import { auditSentence } from '../../../strings/audit.ts'

export type AuditEntry = MethodResult<'audit.list'>[number]

export const groupNames = ['all', 'clients', 'signIn', 'tokens', 'keys', 'bridge'] as const
export type GroupName = (typeof groupNames)[number]

const kindsOf: Record<Exclude<GroupName, 'all'>, readonly string[]> = {
  clients: ['client.', 'approval.'],
  signIn: ['sign-in.', 'identity.', 'upstream.'],
  tokens: ['token.', 'grant.'],
  keys: ['key.'],
  bridge: ['bridge.', 'settings.', 'data.'],
}

/** Entries of the group in whose words all of the words occur. */
export function narrowed(
  entries: readonly AuditEntry[],
  group: GroupName,
  text: string,
): AuditEntry[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    const { kind, client, detail } = entry
    if (group !== 'all' && !kindsOf[group].some((start) => kind.startsWith(start))) return false
    const facts = factsOf(entry).map(([, value]) => value)
    const said = [auditSentence(kind, client, detail), ...facts]
    const all = said.join(' ').toLowerCase()
    return wanted.every((word) => all.includes(word))
  })
}

/** Everything that was recorded, except the number of a request: it may be waiting still. */
export function factsOf({ kind, clientId, detail }: AuditEntry): [name: string, value: string][] {
  const open = kind === 'approval.requested'
  const rest = Object.entries(detail).filter(([name]) => !(open && name === 'number'))
  return [
    ['kind', kind],
    ...(clientId === null ? [] : [['client', clientId] as [string, string]]),
    ...rest.map(([name, value]): [string, string] => [name, String(value)]),
  ]
}
