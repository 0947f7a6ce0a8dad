/** What the tenant log says of sign-ins and of codes exchanged. */
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { writeLog } from './tenant-log.ts'
import type { Tenant } from './tenant.ts'

export function writeSignIns(provider: Provider, tenant: Tenant): void {
  const facts = (ctx: KoaContextWithOIDC) => {
    const client_id = ctx.oidc.client?.clientId ?? ''
    const user = tenant.users.find(({ sub }) => sub === ctx.oidc.account?.accountId)
    return { client_id, ...(user && { user_id: user.sub, user_name: user.email }) }
  }
  const grantType = (ctx: KoaContextWithOIDC) => ctx.oidc.params?.['grant_type']

  provider.on('authorization.success', (ctx) =>
    writeLog(tenant, ctx.oidc.result?.login ? 's' : 'ssa', '', facts(ctx)),
  )
  provider.on('authorization.error', (ctx, error) => {
    const silent = ctx.oidc.params?.['prompt'] === 'none'
    writeLog(tenant, silent ? 'fsa' : 'f', error.error_description ?? error.message, facts(ctx))
  })
  provider.on('grant.success', (ctx) =>
    writeLog(tenant, grantType(ctx) === 'refresh_token' ? 'sertft' : 'seacft', '', facts(ctx)),
  )
  provider.on('grant.error', (ctx, error) => {
    const refresh = grantType(ctx) === 'refresh_token'
    const text = error.error_description ?? error.message
    writeLog(tenant, refresh ? 'fertft' : 'feacft', text, facts(ctx))
  })
}
