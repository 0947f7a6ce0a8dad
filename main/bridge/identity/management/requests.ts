/** What each step sends: one request. */
import type { ManagementRequest } from './api.ts'
import type { Step } from './change.ts'

export interface Sending {
  /** Null as long as the application does not exist. */
  clientId: string | null
  audience: string | null
}

/** Everything about the application goes in one; null where nothing is sent. */
export function requestFor(
  steps: readonly Step[],
  { clientId, audience }: Sending,
): ManagementRequest | null {
  const [step] = steps
  const id = clientId ?? 'CLIENT_ID'
  switch (step?.kind) {
    case 'client': {
      const body: Record<string, unknown> = {}
      for (const one of steps) if (one.kind === 'client') Object.assign(body, one.fields)
      const about = 'the application'
      return clientId === null
        ? { method: 'POST', path: 'clients', body, about }
        : { method: 'PATCH', path: `clients/${encodeURIComponent(id)}`, body, about }
    }
    case 'enable': {
      const path = `connections/${encodeURIComponent(step.connection)}/clients`
      const body = [{ client_id: id, status: true }]
      return { method: 'PATCH', path, body, about: 'the connection' }
    }
    case 'connection': {
      const path = `connections/${encodeURIComponent(step.id)}`
      return { method: 'PATCH', path, body: { options: step.options }, about: 'the connection' }
    }
    case 'tenant':
      return { method: 'PATCH', path: 'tenants/settings', body: step.settings, about: 'the tenant' }
    case 'new-api':
      return { method: 'POST', path: 'resource-servers', body: step.body, about: 'the API' }
    case 'api': {
      const path = `resource-servers/${encodeURIComponent(step.id)}`
      return { method: 'PATCH', path, body: step.fields, about: 'the API' }
    }
    case 'grant': {
      const body = { client_id: id, audience, scope: [], subject_type: step.subject }
      return { method: 'POST', path: 'client-grants', body, about: 'the grant' }
    }
    default:
      return null
  }
}
