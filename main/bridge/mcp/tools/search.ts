/**
 * `search` and `fetch` in the shapes ChatGPT's deep research and company knowledge expect: the same
 * JSON as structured content and as text (mcp-clients: ChatGPT).
 */
import { z } from 'zod'
import { requireScope, viewOf } from '../caller.ts'
import { byThoseNamed, provenanceField, writtenBy } from '../words/provenance.ts'
import { defineTool } from '../tool.ts'
import { namesIn } from '../words/names.ts'
import { documentShown, hitsShown } from '../shown.ts'
import { participant } from './shapes.ts'

/** Not a web address: results live on the owner's computer, so the link names them and nothing more. */
const linkTo = (id: string): string => `drawbridge://result/${encodeURIComponent(id)}`

export const search = defineTool({
  name: 'search',
  title: 'Search the bridge',
  description:
    'Full-text search over messages, the conversation log and shared text files. Read a result with fetch.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  input: z.strictObject({ query: z.string().describe('Words to look for') }),
  output: z.object({
    provenance: provenanceField,
    results: z.array(
      z.object({
        id: z.string(),
        by: participant,
        by_owner: z.boolean(),
        title: z.string(),
        url: z.string(),
        text: z.string(),
      }),
    ),
  }),
  run(input, { conversation, caller }) {
    const found = conversation.search({ query: input.query, limit: 20, ...viewOf(caller) })
    const results = found.map(({ id, by, title, snippet }) => ({
      id,
      by,
      by_owner: by === 'owner',
      title,
      url: linkTo(id),
      text: unmarked(snippet),
    }))
    const data = { provenance: byThoseNamed, results }
    return { text: JSON.stringify(data), data, shown: hitsShown(found) }
  },
})

export const fetchResult = defineTool({
  name: 'fetch',
  title: 'Fetch a search result',
  description: 'The whole text of one result of search, by its id.',
  scope: 'messages:read',
  annotations: { readOnly: true, destructive: false, idempotent: true },
  input: z.strictObject({ id: z.string().describe('An id as search returned it') }),
  output: z.object({
    provenance: provenanceField,
    id: z.string(),
    by: participant,
    by_owner: z.boolean(),
    title: z.string(),
    text: z.string(),
    url: z.string(),
    metadata: z.record(z.string(), z.string()),
  }),
  async run(input, { conversation, caller }) {
    if (input.id.startsWith('file:')) requireScope(caller, 'files:read')
    const document = await conversation.fetch(input.id, viewOf(caller))
    const { id, by, title, text, metadata } = document
    const data = {
      provenance: writtenBy('This text', by, namesIn(conversation.participants())),
      id,
      by,
      by_owner: by === 'owner',
      title,
      text,
      url: linkTo(id),
      metadata,
    }
    return { text: JSON.stringify(data), data, shown: documentShown(document) }
  },
})

/** Snippets mark hits with two private-use characters for the panel; models need none. */
const unmarked = (snippet: string): string => snippet.replaceAll(/[\uE000\uE001]/g, '')
