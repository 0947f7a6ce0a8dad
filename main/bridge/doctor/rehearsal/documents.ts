/** First contact and the documents a client reads, byte for byte as they must be (RFC 9728, RFC 8414). */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { differs, refused, resourceOf, type Scene, type Step } from './scene.ts'
import { initialize, postMcp } from './mcp-calls.ts'

const names = z.array(z.string())

const resourceSchema = z.object({
  resource: z.string(),
  authorization_servers: names,
  scopes_supported: names,
})

const serverSchema = z.object({
  issuer: z.string(),
  registration_endpoint: z.string(),
  code_challenge_methods_supported: names,
  token_endpoint_auth_methods_supported: names,
  scopes_supported: names,
  client_id_metadata_document_supported: z.literal(true),
  authorization_response_iss_parameter_supported: z.literal(true),
})

/** "Metadata at /path", without the query. */
async function document(scene: Scene, path: string): Promise<unknown> {
  const answer = await scene.way.fetch(scene.origin + path, {
    headers: { accept: 'application/json' },
  })
  if (answer.status !== 200) throw differs(`${path} answers ${answer.status}`)
  try {
    return JSON.parse(await answer.text()) as unknown
  } catch {
    throw differs(`${path} is not JSON`)
  }
}

/** The same document at every address a client may try. */
async function sameEverywhere<T>(
  scene: Scene,
  paths: readonly string[],
  schema: z.ZodType<T>,
): Promise<T> {
  const [first, ...others] = await Promise.all(paths.map((path) => document(scene, path)))
  const other = others.findIndex((one) => !isDeepStrictEqual(one, first))
  if (other >= 0) throw differs(`${paths[other + 1]} says something else than ${paths[0]}`)
  const parsed = schema.safeParse(first)
  if (parsed.success) return parsed.data
  const member = parsed.error.issues[0]?.path.join('.') ?? ''
  throw differs(`${member} is missing or wrong in ${paths[0]}`)
}

const both = (path: string): string[] => [path, `${path}/mcp`]

export const documentSteps: readonly Step[] = [
  {
    id: 'name',
    title: 'The address can be found',
    wait: null,
    run: (scene) => scene.way.find(),
  },
  {
    id: 'challenge',
    title: 'A call without a token is told where to sign in',
    wait: 'discovery',
    async run(scene) {
      const answer = await postMcp(scene, initialize, null)
      if (answer.status >= 300 && answer.status < 400) {
        throw differs('/mcp redirects, which loses the request and its token')
      }
      if (answer.status !== 401) throw differs(`/mcp answers ${answer.status} in place of 401`)
      const challenge = answer.headers.get('www-authenticate') ?? ''
      const expected = `${scene.origin}/.well-known/oauth-protected-resource`
      const named = /resource_metadata="([^"]*)"/.exec(challenge)?.[1]
      if (!/^Bearer /i.test(challenge) || named === undefined) {
        throw differs('the header WWW-Authenticate with resource_metadata is missing')
      }
      if (named !== expected && named !== `${expected}/mcp`) {
        throw differs(`the challenge names ${named}`)
      }
      if (!/scope="[^"]+"/.test(challenge)) throw differs('the challenge names no scope')
      return '401 with the way to the metadata, and the scopes.'
    },
  },
  {
    id: 'resource',
    title: 'The resource describes itself',
    wait: 'discovery',
    async run(scene) {
      const paths = both('/.well-known/oauth-protected-resource')
      const found = await sameEverywhere(scene, paths, resourceSchema)
      if (found.resource !== resourceOf(scene)) throw differs(`resource is ${found.resource}`)
      if (found.authorization_servers[0] !== scene.origin) {
        throw differs(
          `the first authorization server is ${found.authorization_servers[0] ?? 'none'}`,
        )
      }
      scene.scopes = found.scopes_supported.join(' ')
      return `The same at both addresses; resource is ${found.resource}.`
    },
  },
  {
    id: 'server',
    title: 'The authorization server describes itself',
    wait: 'discovery',
    async run(scene) {
      const paths = [
        ...both('/.well-known/oauth-authorization-server'),
        ...both('/.well-known/openid-configuration'),
      ]
      const found = await sameEverywhere(scene, paths, serverSchema)
      // Compared byte for byte by clients (RFC 8414 §3.3).
      if (found.issuer !== scene.origin) throw differs(`the issuer is ${found.issuer}`)
      const needed = [
        [found.code_challenge_methods_supported, 'S256'],
        [found.token_endpoint_auth_methods_supported, 'none'],
        [found.scopes_supported, 'offline_access'],
      ] as const
      for (const [list, member] of needed) {
        if (!list.includes(member)) throw differs(`${member} is not offered`)
      }
      return 'The same at four addresses; issuer, S256, iss and both ways to register are right.'
    },
  },
  {
    id: 'stream',
    title: 'The older transport is declined',
    wait: 'discovery',
    async run(scene) {
      const answer = await scene.way.fetch(resourceOf(scene), {
        headers: { accept: 'text/event-stream' },
      })
      if (answer.status !== 401 && answer.status !== 405) {
        throw refused(`GET /mcp answers ${answer.status}`)
      }
      return `GET /mcp answers ${answer.status}, so that no client waits for a stream.`
    },
  },
]
