/**
 * The provider as openid-client knows it: discovered once, kept for a day, and asked again after a
 * failure. The signature of ID tokens is always checked, which is not openid-client's default.
 */
import {
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  None,
  allowInsecureRequests,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type ClientAuth,
} from 'openid-client'
import type { Clock, SecretStore } from '../base/ports.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import type { AboutSetUp } from '../explain/fault.ts'
import { createEitherMethod, methodsOffered, type SecretMethod } from './either-method.ts'
import { upstreamError } from './faults.ts'
import { isLoopback } from '../base/loopback.ts'
import { limitedFetch } from './limited-fetch.ts'
import { clientSecretOf, registrationOf, type Registration } from './registration.ts'

export interface Connected {
  registration: Registration
  configuration: Configuration
  /** As the provider names itself, byte for byte. */
  issuer: string
}

export interface Connection {
  /** Throws BridgeError: incomplete, unreachable, not what it should be. */
  get(): Promise<Connected>
  /** Asks the provider again next time. */
  forget(): void
}

export interface ConnectionDeps {
  settings: () => Settings['identity']
  secrets: Pick<SecretStore, 'get'>
  clock: Clock
}

const timeoutSeconds = 10
const keepMs = 24 * 60 * 60 * 1_000

export function createConnection({ settings, secrets, clock }: ConnectionDeps): Connection {
  let kept: { of: string; at: number; connected: Promise<Connected> } | undefined

  return {
    async get() {
      const registration = registrationOf(settings())
      const of = JSON.stringify(registration)
      if (kept?.of === of && clock.now() - kept.at < keepMs) return kept.connected
      const connected = connect(registration, await clientSecretOf(secrets, registration))
      const mine = { of, at: clock.now(), connected }
      kept = mine
      try {
        return await connected
      } catch (error) {
        if (kept === mine) kept = undefined
        throw error
      }
    },
    forget() {
      kept = undefined
    },
  }
}

/** What explanations may say about the set-up. */
export const about = (
  { provider, issuer, clientId, audience }: Registration,
  callback?: string,
): AboutSetUp => ({
  provider,
  domain: URL.parse(issuer)?.host ?? issuer,
  clientId,
  audience,
  ...(callback !== undefined && { callback }),
})

async function connect(registration: Registration, secret: string | undefined): Promise<Connected> {
  const { issuer, clientId } = registration
  const checks = [
    enableNonRepudiationChecks,
    ...(isLoopback(issuer) ? [allowInsecureRequests] : []),
  ]
  try {
    const found = await discovery(new URL(issuer), clientId, undefined, None(), {
      execute: checks,
      timeout: timeoutSeconds,
      [customFetch]: limitedFetch,
    })
    const server = found.serverMetadata()
    const offered = methodsOffered(server.token_endpoint_auth_methods_supported)
    const auth = authentication(secret, offered[0])
    const configuration = new Configuration(server, clientId, undefined, auth)
    configuration.timeout = timeoutSeconds
    configuration[customFetch] =
      secret === undefined || server.token_endpoint === undefined
        ? limitedFetch
        : createEitherMethod({
            fetch: limitedFetch,
            tokenEndpoint: server.token_endpoint,
            offered,
            credentials: { clientId, clientSecret: secret },
          })
    for (const check of checks) check(configuration)
    return { registration, configuration, issuer: server.issuer }
  } catch (error) {
    throw upstreamError(error, 'discovery', about(registration))
  }
}

function authentication(secret: string | undefined, method?: SecretMethod): ClientAuth {
  if (secret === undefined) return None()
  return method === 'client_secret_post' ? ClientSecretPost(secret) : ClientSecretBasic(secret)
}
