/** The tenant log: what Auth0 writes down about sign-ins, with its documented event codes. */
import type { Tenant, TenantLogEntry } from './tenant.ts'

type Facts = Partial<Omit<TenantLogEntry, 'log_id' | 'date' | 'type' | 'description'>>

/** Writes one entry; the newest comes first. */
export function writeLog(tenant: Tenant, type: string, description = '', facts: Facts = {}): void {
  const { client_id } = facts
  const name = client_id === undefined ? undefined : tenant.clients.get(client_id)?.name
  tenant.logs.unshift({
    log_id: `900${String(tenant.logs.length + 1).padStart(30, '0')}`,
    date: new Date(tenant.clock.now()).toISOString(),
    type,
    description,
    ip: '127.0.0.1',
    ...(name !== undefined && { client_name: name }),
    ...facts,
  })
}
