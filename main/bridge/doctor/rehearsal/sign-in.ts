/** Registration, the owner's approval, and tokens: OAuth as openid-client does it. */
import { setTimeout as wait } from 'node:timers/promises'
import { createRemoteJWKSet, customFetch as jwksFetch, jwtVerify } from 'jose'
import * as oauth from 'openid-client'
import { BridgeError } from '../../base/errors.ts'
import { publishedBy } from '../../vendors/known-clients.ts'
import {
  asRefused,
  clientNameAs,
  configOf,
  differs,
  redirectUri,
  refused,
  resourceOf,
  tokensOf,
  type Role,
  type Scene,
  type Step,
} from './scene.ts'

/** How the vendor names itself where it need not register (client id metadata documents). */
function publishedId(as: Role): { client_id: string; redirect_uri: string } {
  const known = publishedBy(as)
  const [address = redirectUri] = known?.redirectUris ?? []
  return { client_id: known?.clientId ?? '', redirect_uri: address }
}

const pollMs = 250
const mostHops = 10

/** The address a client sends its user to. */
export async function authorizeUrl(
  scene: Scene,
  changed: Record<string, string> = {},
): Promise<URL> {
  return oauth.buildAuthorizationUrl(configOf(scene), {
    redirect_uri: redirectUri,
    scope: `${scene.scopes} offline_access`,
    resource: resourceOf(scene),
    state: scene.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(scene.verifier),
    code_challenge_method: 'S256',
    ...changed,
  })
}

export const signInSteps: readonly Step[] = [
  {
    id: 'register',
    title: 'A client can register',
    wait: 'registration',
    async run(scene) {
      try {
        scene.config = await oauth.dynamicClientRegistration(
          new URL(scene.origin),
          {
            client_name: clientNameAs(scene.as),
            redirect_uris: [redirectUri],
            grant_types: ['authorization_code', 'refresh_token'],
            response_types: ['code'],
            token_endpoint_auth_method: 'none',
          },
          oauth.None(),
          {
            algorithm: 'oauth2',
            [oauth.customFetch]: (url, options) => scene.way.fetch(url, options as RequestInit),
            ...(scene.origin.startsWith('http:') && { execute: [oauth.allowInsecureRequests] }),
          },
        )
      } catch (error) {
        throw asRefused('registration', error)
      }
      return 'Registered as a public client named "Rehearsal".'
    },
  },
  {
    id: 'published',
    title: 'The vendor is known by the id it publishes',
    wait: 'page',
    async run(scene) {
      // As far as the page and not further: opening it would ask the owner in the vendor's name.
      const published = publishedId(scene.as)
      const url = await authorizeUrl(scene, { ...published })
      const { status, location } = await scene.browser.get(url)
      if (status !== 303 || location?.pathname.startsWith('/interaction/') !== true) {
        throw refused(`${published.client_id} is answered with ${status}`)
      }
      return `${published.client_id} is let through to the approval page.`
    },
  },
  {
    id: 'authorize',
    title: 'The sign-in page shows a number',
    wait: 'page',
    async run(scene) {
      const begun = await scene.browser.get(await authorizeUrl(scene))
      if (begun.status !== 303 || !begun.location) {
        throw refused(`/oauth2/authorize answers ${begun.status}`)
      }
      scene.pageUrl = begun.location
      const page = await scene.browser.get(begun.location)
      const number = /data-approval-number[^<>]{0,200}>([^<]{0,200})</.exec(page.text)?.[1]
      if (page.status !== 200 || number === undefined) {
        throw differs(`the approval page answers ${page.status} and shows no number`)
      }
      scene.number = number
      return `The page shows the number ${number}.`
    },
  },
  {
    id: 'approve',
    title: 'You approve it',
    wait: 'owner',
    async run(scene) {
      await scene.waitForOwner(scene.number)
      return `You approved ${scene.number}.`
    },
  },
  {
    id: 'return',
    title: 'The browser goes back to the client',
    wait: 'page',
    async run(scene) {
      let url = scene.pageUrl
      for (let hop = 0; url && hop < mostHops; hop += 1) {
        const { status, location } = await scene.browser.get(url)
        if (location?.href.startsWith(redirectUri) === true) {
          scene.backUrl = location
          return 'Back with a code, its state, and the issuer.'
        }
        if (status >= 400) throw refused(`the approval page answers ${status}`)
        if (location) url = location
        else await wait(pollMs)
      }
      throw refused('the approval page did not go on')
    },
  },
  {
    id: 'exchange',
    title: 'The code becomes tokens',
    wait: 'token',
    async run(scene) {
      if (!scene.backUrl) throw refused('there is no code')
      try {
        // Compares state and issuer as well (RFC 6749 §10.12, RFC 9207).
        const answer = await oauth.authorizationCodeGrant(
          configOf(scene),
          scene.backUrl,
          { pkceCodeVerifier: scene.verifier, expectedState: scene.state },
          { resource: resourceOf(scene) },
        )
        if (answer.refresh_token === undefined) throw differs('there is no refresh token')
        scene.tokens = { access: answer.access_token, refresh: answer.refresh_token }
      } catch (error) {
        throw asRefused('token', error)
      }
      return 'An access token and a refresh token.'
    },
  },
  {
    id: 'signature',
    title: 'The token is signed, and made for this address',
    wait: 'discovery',
    async run(scene) {
      const { jwks_uri } = configOf(scene).serverMetadata()
      if (jwks_uri === undefined) throw differs('there is no jwks_uri')
      try {
        const keys = createRemoteJWKSet(new URL(jwks_uri), { [jwksFetch]: scene.way.fetch })
        await jwtVerify(tokensOf(scene).access, keys, {
          issuer: scene.origin,
          audience: resourceOf(scene),
          typ: 'at+jwt',
        })
      } catch (error) {
        if (error instanceof BridgeError) throw error
        throw differs(`the token: ${error instanceof Error ? error.message : 'not readable'}`)
      }
      return `Signature, issuer and audience ${resourceOf(scene)} are right.`
    },
  },
]
