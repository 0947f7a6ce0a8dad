/** Errors that end on a page instead of going back to the client, in our words and style. */
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider'
import { noteAnswer } from '../base/answered.ts'
import { BridgeError } from '../base/errors.ts'
import type { Log } from '../base/ports.ts'
import { errorPage } from './pages/error-page.ts'
import { plainLine } from './pages/html.ts'
import { showPage } from './pages/page.ts'
import { newReference, oauthError } from './pages/respond.ts'

export type RenderError = NonNullable<Configuration['renderError']>

/** oidc-provider shows these itself, because the redirect address is not proven (RFC 6749 §4.1.2.1). */
export const renderError: RenderError = (ctx, out, error) => {
  const failure = explain(ctx, out, error)
  ctx.status = failure.code === 'internal' ? 500 : failure.status
  if (ctx.accepts('html', 'json') !== 'json') return showPage(ctx, errorPage(failure))
  noteAnswer(ctx.res, { refusal: failure })
  ctx.body = { ...oauthError(failure), ...out }
}

/** What went wrong inside is logged with the reference the client is shown, and each answer noted. Call it first. */
export function logServerErrors(provider: Provider, log: Log): void {
  provider.on('server_error', (ctx: KoaContextWithOIDC, error: Error) => {
    const reference = referenceOf(ctx)
    log.error('oauth.failed', { reference, path: ctx.path, error: error.stack ?? error.message })
    if (typeof ctx.body === 'object' && ctx.body !== null && 'error' in ctx.body) {
      answerInternal(ctx, reference)
    }
  })
  // What gets past its own handlers would be printed to the console by its web framework.
  provider.use(async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const reference = newReference()
      log.error('oauth.failed', { reference, path: ctx.path, error: String(error) })
      ctx.status = 500
      answerInternal(ctx, reference)
    }
    noteAnswer(ctx.res, { content: ctx.body })
  })
}

function answerInternal(ctx: Pick<KoaContextWithOIDC, 'res' | 'body'>, reference: string): void {
  const refusal = new BridgeError('internal', { reference })
  noteAnswer(ctx.res, { refusal })
  ctx.body = oauthError(refusal)
}

function explain(
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string | undefined },
  error: Error,
): BridgeError {
  const clientId = ctx.query['client_id']
  if (out.error === 'server_error') {
    return new BridgeError('internal', { reference: referenceOf(ctx) }, { cause: error })
  }
  if (out.error === 'invalid_client' && typeof clientId === 'string' && isUnknown(error)) {
    return new BridgeError('client-not-registered', { client: plainLine(clientId, 120) })
  }
  if (error.name === 'SessionNotFound') return new BridgeError('approval-foreign-browser')
  const reason = plainLine(out.error_description ?? out.error, 200)
  return new BridgeError('sign-in-failed', { reason })
}

const isUnknown = (error: Error): boolean =>
  'error_detail' in error && error.error_detail === 'client not found'

function referenceOf(ctx: KoaContextWithOIDC): string {
  const state = ctx.state as { reference?: string }
  return (state.reference ??= newReference())
}
