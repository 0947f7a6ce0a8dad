/** What oidc-provider does, as audit entries. */
import type { Provider } from 'oidc-provider'
import type { Audit } from './audit.ts'

export function auditProvider(provider: Provider, audit: Audit): void {
  provider.on('grant.success', (ctx) => {
    const grantType = ctx.oidc.params?.['grant_type']
    audit.record('token.issued', ctx.oidc.client?.clientId ?? null, {
      grantType: typeof grantType === 'string' ? grantType : '',
    })
  })
  // A used code or refresh token came again, or the client revoked its refresh token.
  provider.on('grant.revoked', (ctx) => {
    audit.record('grant.revoked', ctx.oidc.client?.clientId ?? null, { route: ctx.oidc.route })
  })
}
