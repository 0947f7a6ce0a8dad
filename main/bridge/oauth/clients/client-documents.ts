/**
 * Client id metadata documents: clients that are an https URL. oidc-provider fetches them through
 * the function made here, which goes to public addresses only, refuses encoded and long answers, and
 * corrects what real documents get wrong.
 */
import { lookup as systemLookup } from 'node:dns/promises'
import type { Dispatcher } from '../../base/dispatcher.ts'
import { plainFetch, type PlainRequest } from '../../base/plain-fetch.ts'
import type { Clock, Log } from '../../base/ports.ts'
import { acceptableMetadata, type Metadata } from './client-metadata.ts'
import type { ClientRecords } from './client-records.ts'
import { createGuardedDispatcher, notPublic } from './guarded-dispatcher.ts'
import { redirectUriProblem } from './redirect-uris.ts'
import { isObject } from '../../base/is-object.ts'
import { isPublicName, isSpecialAddress } from '../../base/special-addresses.ts'

export type Fetch = (input: string | URL | Request, init?: PlainRequest) => Promise<Response>
export type Lookup = (hostname: string) => Promise<{ address: string }[]>

export interface ClientDocuments {
  /** Whether this client id may be fetched at all. */
  allowFetch: (clientId: string) => boolean
  /** For oidc-provider. Rejects rather than ask a private address. */
  fetch: Fetch
}

export interface ClientDocumentsDeps {
  records: Pick<ClientRecords, 'get'>
  clock: Clock
  log: Log
  fetch?: Fetch
  lookup?: Lookup
}

/** The draft recommends 5 kB; oidc-provider applies the same. */
const maxDocumentBytes = 5 * 1024
/** oidc-provider asks again while it reports the error; one failed request is enough for both. */
const failureMs = 3_000
const maxFailures = 100

export function createClientDocuments(deps: ClientDocumentsDeps): ClientDocuments {
  const { records, clock, log } = deps
  const failures = new Map<string, { at: number; error: unknown }>()
  const request = deps.fetch ?? plainFetch
  // Made when a stranger first names a document: it loads what fetches.
  let dispatcher: Dispatcher | undefined
  const lookup = deps.lookup ?? ((hostname) => systemLookup(hostname, { all: true }))

  async function assertPublicAddress(hostname: string): Promise<void> {
    const addresses = await lookup(hostname)
    if (addresses.length === 0 || addresses.some(({ address }) => isSpecialAddress(address))) {
      throw new Error(notPublic)
    }
  }

  async function fetchDocument(url: string, options: RequestInit): Promise<Response> {
    await assertPublicAddress(new URL(url).hostname)
    // The provider brings a dispatcher that closes sockets to special addresses; this one opens none.
    dispatcher ??= createGuardedDispatcher()
    const response = await request(url, { ...options, dispatcher, redirect: 'manual' })
    if (response.status !== 200) return response
    const document = parseDocument(await readLimited(response))
    return documentResponse(url, document, response.headers)
  }

  return {
    allowFetch(clientId) {
      const url = URL.parse(clientId)
      return url?.protocol === 'https:' && isPublicName(url.hostname) && url.pathname !== '/'
    },
    async fetch(input, options = {}) {
      const clientId = input instanceof Request ? input.url : String(input)
      const failure = failures.get(clientId)
      if (failure && clock.now() - failure.at < failureMs) throw failure.error
      try {
        const response = await fetchDocument(clientId, options)
        if (response.status === 200) return response
        return approvedCopy(clientId) ?? response
      } catch (error) {
        log.info('client-document.failed', { clientId, reason: String(error) })
        const copy = approvedCopy(clientId)
        if (copy) return copy
        if (failures.size >= maxFailures) failures.clear()
        failures.set(clientId, { at: clock.now(), error })
        throw error
      }
    },
  }

  /** A client the owner approved stays usable while its host is unreachable. */
  function approvedCopy(clientId: string): Response | undefined {
    const record = records.get(clientId)
    if (record?.registeredBy !== 'cimd' || record.participant === null) return undefined
    return documentResponse(clientId, record.document, new Headers())
  }
}

function parseDocument(text: string): Metadata {
  const document: unknown = JSON.parse(text)
  if (!isObject(document)) throw new Error('the client metadata document is not a JSON object')
  return document
}

/** The corrected document; `client_id` is passed on as it came, for oidc-provider to compare. */
function documentResponse(clientId: string, document: Metadata, headers: Headers): Response {
  const uris: unknown = document['redirect_uris']
  for (const uri of Array.isArray(uris) ? (uris as unknown[]) : []) {
    const problem = redirectUriProblem(uri)
    if (problem !== undefined) throw new Error(`a redirect address of ${clientId}: ${problem}`)
  }
  const corrected = { ...acceptableMetadata(document), client_id: document['client_id'] }
  const kept = new Headers({ 'content-type': 'application/json' })
  for (const name of ['cache-control', 'expires']) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  return new Response(JSON.stringify(corrected), { headers: kept })
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > maxDocumentBytes) throw new Error('the client metadata document is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
