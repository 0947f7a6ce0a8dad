/** What oidc-provider stores, in memory; apps come from the tenant, so a change counts at once. */
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Tenant, TenantClient } from './tenant.ts'

export type Memory = Map<string, AdapterPayload>

export function createMemoryAdapter(model: string, memory: Memory, tenant: Tenant): Adapter {
  const key = (id: string) => `${model}:${id}`
  const find = async (has: (payload: AdapterPayload) => boolean) =>
    [...memory].find(([name, payload]) => name.startsWith(`${model}:`) && has(payload))?.[1]
  return {
    async upsert(id, payload) {
      memory.set(key(id), payload)
    },
    async find(id) {
      if (model !== 'Client') return memory.get(key(id))
      const client = tenant.clients.get(id)
      return client && clientMetadata(client)
    },
    findByUid: (uid) => find((payload) => payload.uid === uid),
    findByUserCode: (userCode) => find((payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = memory.get(key(id))
      if (payload) payload.consumed = Math.floor(Date.now() / 1_000)
    },
    async destroy(id) {
      memory.delete(key(id))
    },
    async revokeByGrantId(grantId) {
      for (const [name, payload] of memory) if (payload.grantId === grantId) memory.delete(name)
    },
  }
}

/** Callbacks are compared by callbacks.ts; what stands here only has to be valid. */
function clientMetadata(client: TenantClient): AdapterPayload {
  return {
    client_id: client.client_id,
    client_secret: client.client_secret,
    redirect_uris: ['https://see.callbacks.example/'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: client.token_endpoint_auth_method,
    id_token_signed_response_alg: client.jwt_configuration.alg,
  }
}
