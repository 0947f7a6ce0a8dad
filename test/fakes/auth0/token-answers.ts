/** oidc-provider's answers turned into Auth0's: its error words, no ID token for third-party apps. */
import type { Provider } from 'oidc-provider'
import { withoutOidc } from './api-tokens.ts'
import type { Tenant } from './tenant.ts'

export function answerTokens(provider: Provider, tenant: Tenant): void {
  provider.use(async (ctx, next) => {
    await next()
    // RFC 9207, off by default; oidc-provider always sends it.
    const location = ctx.response.get('location')
    if (tenant.settings.authorization_response_iss_parameter_supported || location === '') return
    const back = new URL(location, provider.issuer)
    if (!back.searchParams.has('iss')) return
    back.searchParams.delete('iss')
    ctx.set('location', back.href)
  })
  provider.on('grant.success', (ctx) => {
    const client = tenant.clients.get(ctx.oidc.client?.clientId ?? '')
    if (client?.is_first_party !== false) return
    const body = ctx.body as { id_token?: string; scope?: string }
    const { id_token: _none, scope = '', ...rest } = body
    ctx.body = { ...rest, scope: withoutOidc(scope.split(' ')).join(' ') }
  })
  provider.on('grant.error', (ctx, error) => {
    if (error.error === 'invalid_grant') {
      ctx.status = 403
      ctx.body = { error: 'invalid_grant', error_description: textOf(error) }
    }
  })
}

function textOf(error: Error): string {
  // checkPKCE is the only one that wraps a cause about the verifier.
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return cause.includes('code_verifier')
    ? 'Failed to verify code verifier'
    : 'Invalid authorization code'
}
