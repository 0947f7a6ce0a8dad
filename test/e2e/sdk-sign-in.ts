/** A whole OAuth sign-in as an SDK client and its user do it: discovery, registration, approval, code. */
import { randomUUID } from 'node:crypto'
import type { OAuthClientProvider } from '@modelcontextprotocol/client'

type Tokens = Awaited<ReturnType<OAuthClientProvider['tokens']>>
type Discovery = Parameters<NonNullable<OAuthClientProvider['saveDiscoveryState']>>[0]
type ClientInformation = Awaited<ReturnType<OAuthClientProvider['clientInformation']>>

export interface TestProvider extends OAuthClientProvider {
  /** What the client keeps: hand it to a second provider to play a restart of the client. */
  kept: { client?: ClientInformation; tokens?: Tokens; verifier: string }
  /** Where the client sent its user last. */
  authorizationUrl: URL | undefined
}

/** Keeps everything in memory and only notes where it would open the browser. */
export function createTestProvider(options: {
  name: string
  redirectUrl: string
  clientMetadataUrl?: string
  kept?: TestProvider['kept']
}): TestProvider {
  const kept: TestProvider['kept'] = options.kept ?? { verifier: '' }
  const state = randomUUID()
  let discovered: Discovery | undefined
  return {
    kept,
    authorizationUrl: undefined,
    redirectUrl: options.redirectUrl,
    ...(options.clientMetadataUrl !== undefined && {
      clientMetadataUrl: options.clientMetadataUrl,
    }),
    clientMetadata: {
      client_name: options.name,
      redirect_uris: [options.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    state: () => state,
    clientInformation: () => kept.client,
    saveClientInformation(client) {
      kept.client = client
    },
    tokens: () => kept.tokens,
    saveTokens(tokens) {
      kept.tokens = tokens
    },
    redirectToAuthorization(url) {
      this.authorizationUrl = url
    },
    saveCodeVerifier(verifier) {
      kept.verifier = verifier
    },
    codeVerifier: () => kept.verifier,
    saveDiscoveryState(discovery) {
      discovered = discovery
    },
    discoveryState: () => discovered,
    invalidateCredentials(what) {
      if (what === 'all' || what === 'client') delete kept.client
      if (what === 'all' || what === 'tokens') delete kept.tokens
      if (what === 'all' || what === 'discovery') discovered = undefined
    },
  }
}
