/** People and their connections: who is known, and how a stranger becomes a user. */
import { randomId } from './new-tenant.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant, TenantClient, TenantConnection, TenantUser } from './tenant.ts'

/** The user of that address in this connection: other connections have users of their own. */
export const userOf = (tenant: Tenant, connection: TenantConnection, email: string) =>
  tenant.users.find(
    (user) => user.email === email && user.sub.startsWith(`${connection.strategy}|`),
  )

/** A stranger becomes a user of the tenant; undefined where sign-ups are off. */
export function addUser(
  tenant: Tenant,
  app: TenantClient,
  connection: TenantConnection,
  email: string,
  password: string | null,
): TenantUser | undefined {
  if (connection.options.disable_signup) return undefined
  const user: TenantUser = {
    // Never made from the address: somebody else may have the same name elsewhere.
    sub: `${connection.strategy}|${randomId(12)}`,
    email,
    // Nobody has clicked the link in the mail yet.
    email_verified: connection.strategy !== 'auth0',
    name: email,
    password,
    blocked: false,
  }
  tenant.users.push(user)
  writeLog(tenant, 'ss', '', {
    client_id: app.client_id,
    connection: connection.name,
    user_id: user.sub,
    user_name: email,
  })
  return user
}
