/** The exact `auth0` command for each change, for owners who would rather type it themselves. */
import type { Change, Step } from './change.ts'

/** One for each change, null where nothing is sent or an earlier command does it too. */
export function commandsFor(
  changes: readonly Change[],
  clientId: string | null,
  audience: string | null,
): (string | null)[] {
  const client = clientId ?? 'CLIENT_ID'
  const waiting = changes.filter(
    ({ step, state }) => step?.kind === 'client' && state === 'planned',
  )
  const fields: Record<string, unknown> = {}
  for (const { step } of waiting) if (step?.kind === 'client') Object.assign(fields, step.fields)
  return changes.map((change) => {
    if (change.step === null) return null
    if (change.step.kind !== 'client') return ofStep(change.step, client, audience)
    if (change !== waiting[0]) return null
    return clientId === null
      ? api('post', 'clients', fields)
      : api('patch', `clients/${clientId}`, fields)
  })
}

function ofStep(
  step: Exclude<Step, { kind: 'client' }>,
  client: string,
  audience: string | null,
): string | null {
  switch (step.kind) {
    case 'secret':
      return null
    case 'enable':
      return api('patch', `connections/${step.connection}/clients`, [
        { client_id: client, status: true },
      ])
    case 'connection':
      return api('patch', `connections/${step.id}`, { options: step.options })
    case 'tenant':
      return api('patch', 'tenants/settings', step.settings)
    case 'new-api':
      return api('post', 'resource-servers', step.body)
    case 'api':
      return api('patch', `resource-servers/${step.id}`, step.fields)
    case 'grant':
      return api('post', 'client-grants', {
        client_id: client,
        audience,
        scope: [],
        subject_type: step.subject,
      })
  }
}

const api = (method: string, path: string, data: unknown): string =>
  `auth0 api ${method} ${path} --data ${quoted(JSON.stringify(data))}`

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
