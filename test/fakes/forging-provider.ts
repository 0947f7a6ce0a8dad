/**
 * A provider that lies where a test tells it to: any claim, signature, answer or redirect. It takes
 * every client and every code, so what is refused in a test is refused by the bridge.
 */
import {
  OAuth2Server,
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
} from 'oauth2-mock-server'

export interface Forgery {
  token?: (token: MutableToken) => void
  answer?: (answer: MutableResponse) => void
  redirect?: (url: URL) => void
  discovery?: (metadata: Record<string, unknown>) => void
}

export interface ForgingProvider {
  issuer: string
  /** What it forges from now on. */
  forge(forgery: Forgery): void
  /** Who signs in. */
  subject: string
  stop(): Promise<void>
}

export async function startForgingProvider(subject: string): Promise<ForgingProvider> {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  let forgery: Forgery = {}
  const provider: ForgingProvider = {
    issuer: server.issuer.url ?? '',
    subject,
    forge(next) {
      forgery = next
    },
    stop: () => server.stop(),
  }
  server.service.on('beforeTokenSigning', (token: MutableToken) => {
    token.payload['sub'] = provider.subject
    forgery.token?.(token)
  })
  server.service.on('beforeResponse', (answer: MutableResponse) => forgery.answer?.(answer))
  server.service.on('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri) => {
    forgery.redirect?.(url)
  })
  server.service.on('beforeWellKnownOpenIdConfiguration', ({ body }: MutableResponse) => {
    if (body !== '') forgery.discovery?.(body)
  })
  return provider
}
