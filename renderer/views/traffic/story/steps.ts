/** What a row means in the story of a sign-in or of a link, in plain words. */
import { storyStrings } from '../../../strings/traffic.ts'
import type { Row } from '../data/row.ts'

const words = storyStrings.steps

type Titled = Pick<Row, 'kind' | 'method' | 'target' | 'outcome' | 'code' | 'status'>

/** What each address of the authorization server is for; the first that fits. */
const pages: readonly (readonly [RegExp, string])[] = [
  [/^\/\.well-known\/oauth-protected-resource/, words.resource],
  [/^\/\.well-known\/(?:oauth-authorization-server|openid-configuration)/, words.server],
  [/^\/\.well-known\/jwks/, words.keys],
  [/^\/oauth2\/register$/, words.register],
  [/^\/oauth2\/authorize$/, words.authorize],
  [/^\/oauth2\/authorize\//, words.returned],
  [/^\/oauth2\/callback/, words.callback],
  [/^\/oauth2\/revoke$/, words.revoke],
  [/^\/oauth2\/introspect$/, words.introspect],
  [/^\/interaction\/[^/]+\/cancel/, words.cancel],
  [/^\/interaction\/[^/]+\/speak-as/, words.speakAs],
  [/^\/interaction\/[^/]+\/./, words.elsewhere],
  [/^\/interaction\//, words.page],
]

/** Undefined for what is no step of such a story, as most calls. */
export function stepTitle(row: Titled): string | undefined {
  const { kind, method, target, outcome, code } = row
  if (kind === 'link') return outcome === 'open' ? words.linked : words.unlinked
  if (kind === 'mcp') return handshake[method]
  if (kind === 'http' && target === '/mcp') {
    if (code === 'token-missing') return words.unauthorized
    if (code === 'token-invalid') return words.refusedKey
  }
  if (kind !== 'oauth') return undefined
  if (target === '/oauth2/token') return outcome === 'ok' ? words.token : words.noToken
  return pages.find(([path]) => path.test(target))?.[1]
}

const handshake: Partial<Record<string, string>> = {
  initialize: words.hello,
  'server/discover': words.hello,
  'notifications/initialized': words.ready,
  'tools/list': words.lists,
  'resources/list': words.lists,
  'prompts/list': words.lists,
}
