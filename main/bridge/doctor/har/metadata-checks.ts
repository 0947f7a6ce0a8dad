/** The documents a client finds its way by: are they there, and do they say what they have to? */
import { redactUrl } from '../../traffic/redact-fields.ts'
import { found, isWebPage, saidBy, type Check, type Found, type Recorded } from './check.ts'
import { jsonObject, textField } from './exchange.ts'
import { addressOf, type Step, type StepKind } from './step.ts'

const names = { 'resource-metadata': 'resource metadata', 'server-metadata': 'server metadata' }

/** The document of a step that gave one. */
export function documentOf(step: Step): Record<string, unknown> | undefined {
  return step.status >= 200 && step.status < 300 ? jsonObject(step.answer) : undefined
}

const stepsOf = ({ steps }: Recorded, kind: StepKind): Step[] =>
  steps.filter((step) => step.kind === kind && step.method !== 'OPTIONS')

/** Clients try several places: a document is missing when none of them had it. */
const missing = (kind: keyof typeof names): Check => {
  return (recorded) => {
    const tried = stepsOf(recorded, kind)
    const answered = tried.filter(({ status }) => status !== 0)
    const [first] = answered
    if (!first || tried.some((step) => documentOf(step) !== undefined)) return []
    const said = answered.flatMap((step) => saidBy(step, recorded.about))
    if (said.length > 0) return said
    const page = answered.find((step) => step.status < 300 && isWebPage(step))
    const document = names[kind]
    if (page) return [found(page, 'metadata-not-json', { document, url: addressOf(page.url) })]
    const answer = first.status < 300 ? 'the answer is not JSON' : `status ${first.status}`
    return [found(first, 'metadata-missing', { document, url: addressOf(first.url), answer })]
  }
}

/** RFC 9728 §3.3: the resource is the address the client was given. */
const otherResource: Check = (recorded) =>
  stepsOf(recorded, 'resource-metadata').flatMap((step) => {
    const resource = textField(documentOf(step), 'resource')
    const asked = askedResource(step, recorded)
    if (resource === undefined || asked === undefined || covers(resource, asked)) return []
    return [
      found(step, 'resource-mismatch', { asked: redactUrl(asked), found: redactUrl(resource) }),
    ]
  })

/** The SDKs accept a resource whose path the address begins with. */
function covers(resource: string, asked: string): boolean {
  const [named, given] = [URL.parse(resource), URL.parse(asked)]
  if (!named || !given || named.origin !== given.origin) return false
  const folder = named.pathname.endsWith('/') ? named.pathname : `${named.pathname}/`
  return `${given.pathname}/`.startsWith(folder)
}

/** The MCP address that was called there, or that the place of the document stands for (§3.1). */
function askedResource({ url }: Step, { steps }: Recorded): string | undefined {
  const called = steps.find((step) => step.kind === 'mcp' && step.url.origin === url.origin)
  if (called) return called.url.origin + called.url.pathname
  const path = url.pathname.replace('/.well-known/oauth-protected-resource', '')
  return path === '' || path === '/' ? undefined : url.origin + path
}

/** RFC 8414 §3.3: the issuer is the address its metadata's place was made from. */
const otherIssuer: Check = (recorded) => {
  const listed = namedServers(recorded)
  return stepsOf(recorded, 'server-metadata').flatMap((step) => {
    const issuer = textField(documentOf(step), 'issuer')
    if (issuer === undefined) return []
    const { origin, pathname } = step.url
    const path = pathname.replace(
      /\/\.well-known\/(?:oauth-authorization-server|openid-configuration)/,
      '',
    )
    const bare = issuer.replace(/\/$/, '')
    const fits = bare === origin || bare === (origin + path).replace(/\/$/, '')
    const another = listed.some((name) => name !== issuer && name.replace(/\/$/, '') === bare)
    if (fits && (!another || listed.includes(issuer))) return []
    return [
      found(step, 'metadata-wrong-issuer', {
        url: addressOf(step.url),
        issuer: redactUrl(issuer),
      }),
    ]
  })
}

/** The authorization servers that resources name. */
function namedServers(recorded: Recorded): string[] {
  return stepsOf(recorded, 'resource-metadata').flatMap((step) => {
    const servers = documentOf(step)?.['authorization_servers']
    return Array.isArray(servers) ? servers.filter((one) => typeof one === 'string') : []
  })
}

/** What ChatGPT, Claude and the SDKs cannot do without. */
const lacking: Check = (recorded) =>
  stepsOf(recorded, 'server-metadata').flatMap((step): Found[] => {
    const document = documentOf(step)
    if (!document || textField(document, 'authorization_endpoint') === undefined) return []
    const server = redactUrl(textField(document, 'issuer') ?? step.url.origin)
    const lacks: Found[] = []
    const begun = recorded.steps.some(({ kind }) => kind === 'authorize')
    const published = document['client_id_metadata_document_supported'] === true
    if (!published && textField(document, 'registration_endpoint') === undefined && !begun) {
      lacks.push(found(step, 'registration-missing', { server }))
    }
    const methods = document['code_challenge_methods_supported']
    if (!(Array.isArray(methods) && methods.includes('S256')) && !begun) {
      lacks.push(found(step, 'pkce-missing', { server }))
    }
    return lacks
  })

export const metadataChecks: readonly Check[] = [
  missing('resource-metadata'),
  otherResource,
  missing('server-metadata'),
  otherIssuer,
  lacking,
]
