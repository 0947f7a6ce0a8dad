/** Reads everything of a tenant that decides whether sign-ins work. Changes nothing. */
import { z } from 'zod'
import { BridgeError } from '../../base/errors.ts'
import { read, type ManagementApi, type ManagementRequest } from './api.ts'
import * as shapes from './shapes.ts'
import type { ApiFacts, ClientFacts, ConnectionFacts, GrantFacts } from './shapes.ts'

export interface TenantFacts {
  /** Our application: by its client id, or else by the tag it was made with. */
  client: ClientFacts | null
  connections: ConnectionFacts[]
  defaultAudience: string | null
  /** Of the audience, where one is wanted. */
  api: ApiFacts | null
  /** For that API and our application. */
  grants: GrantFacts[]
}

export interface Sought {
  clientId: string | null
  /** The tag of this installation. */
  install: string
  audience: string | null
}

export const createdBy = 'drawbridge'

/** Each further connection is a further request, at two a second. */
const mostConnections = 20
const pageSize = 100
const mostPages = 20

export async function readTenant(api: ManagementApi, sought: Sought): Promise<TenantFacts> {
  const client = await findClient(api, sought)
  const connections = await readConnections(api)
  const settings = read(
    shapes.tenantSettingsSchema,
    await api({ method: 'GET', path: 'tenants/settings', about: 'the tenant' }),
    'the tenant',
  )
  const { audience } = sought
  return {
    client,
    connections,
    defaultAudience: settings.default_audience || null,
    api: audience === null ? null : await findApi(api, audience),
    grants: audience === null || !client ? [] : await findGrants(api, client.client_id, audience),
  }
}

/** Null when it is not there. */
export async function findClient(
  api: ManagementApi,
  { clientId, install }: Pick<Sought, 'clientId' | 'install'>,
): Promise<ClientFacts | null> {
  const about = 'the application'
  const byId = async (id: string): Promise<ClientFacts> =>
    read(
      shapes.clientSchema,
      await api({ method: 'GET', path: `clients/${encodeURIComponent(id)}`, about }),
      about,
    )
  if (clientId !== null) return orNull(byId(clientId))
  const fields = 'client_id,name,client_metadata'
  const all = await pages(api, shapes.clientSchema, {
    path: 'clients',
    query: { fields, include_fields: 'true' },
    about: 'the applications',
  })
  const ours = all.find(
    ({ client_metadata: tag }) => tag?.['created_by'] === createdBy && tag['install'] === install,
  )
  return ours ? byId(ours.client_id) : null
}

async function readConnections(api: ManagementApi): Promise<ConnectionFacts[]> {
  const about = 'the connections'
  const all = await pages(api, shapes.connectionSchema, { path: 'connections', about })
  const databasesFirst = all.toSorted(
    (a, b) => Number(b.strategy === 'auth0') - Number(a.strategy === 'auth0'),
  )
  const connections: ConnectionFacts[] = []
  for (const connection of databasesFirst.slice(0, mostConnections)) {
    connections.push({ ...connection, clients: await clientsOf(api, connection.id) })
  }
  return connections
}

async function clientsOf(api: ManagementApi, connection: string): Promise<string[]> {
  const about = 'the applications of a connection'
  const clients: string[] = []
  for (let from: string | undefined, page = 0; page < mostPages; page += 1) {
    const answer = read(
      shapes.connectionClientsSchema,
      await api({
        method: 'GET',
        path: `connections/${encodeURIComponent(connection)}/clients`,
        query: { take: '100', ...(from === undefined ? {} : { from }) },
        about,
      }),
      about,
    )
    clients.push(...answer.clients.map(({ client_id: id }) => id))
    if (!answer.next) break
    from = answer.next
  }
  return clients
}

async function findApi(api: ManagementApi, audience: string): Promise<ApiFacts | null> {
  const all = await pages(api, shapes.apiSchema, { path: 'resource-servers', about: 'the APIs' })
  return all.find(({ identifier }) => identifier === audience) ?? null
}

async function findGrants(
  api: ManagementApi,
  clientId: string,
  audience: string,
): Promise<GrantFacts[]> {
  const all = await pages(api, shapes.grantSchema, {
    path: 'client-grants',
    query: { client_id: clientId, audience },
    about: 'the grants',
  })
  return all.filter((grant) => grant.client_id === clientId && grant.audience === audience)
}

async function pages<T>(
  api: ManagementApi,
  schema: z.ZodType<T>,
  { path, query = {}, about }: Omit<ManagementRequest, 'method' | 'body'>,
): Promise<T[]> {
  const all: T[] = []
  for (let page = 0; page < mostPages; page += 1) {
    const paged = { ...query, per_page: String(pageSize), page: String(page) }
    const answer = await api({ method: 'GET', path, query: paged, about })
    const items = read(z.array(schema), answer, about)
    all.push(...items)
    if (items.length < pageSize) break
  }
  return all
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'auth0-not-found') return null
    throw error
  }
}
