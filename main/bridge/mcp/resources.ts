/**
 * Inboxes, shared files and threads as MCP resources. Reading one changes nothing; what a client may
 * see follows its scopes. Notifications about them are in changes.ts.
 */
import {
  ResourceNotFoundError,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplateType,
} from '@modelcontextprotocol/server'
import type { Conversation } from '../conversation/types.ts'
import { BridgeError } from '../base/errors.ts'
import { requireScope, type Caller } from './caller.ts'
import { toMessage } from './tools/shapes.ts'
import { namesIn } from './wording.ts'

export const inboxUri = (participant: string): string => `drawbridge://inbox/${participant}`
export const threadUri = (id: string): string => `drawbridge://thread/${encodeURIComponent(id)}`
export const fileUri = (name: string): string => `drawbridge://file/${encodeURIComponent(name)}`

export const resourceTemplates: ResourceTemplateType[] = [
  {
    name: 'file',
    title: 'Shared file',
    uriTemplate: 'drawbridge://file/{name}',
    description: 'The newest version of a shared file; the name is percent-encoded',
  },
  {
    name: 'thread',
    title: 'Thread',
    uriTemplate: 'drawbridge://thread/{id}',
    description: 'The messages of one thread; of a very long one the newest',
    mimeType: 'application/json',
  },
]

/** What this caller may read: its own inbox, the newest threads, the shared files. */
export function listResources(conversation: Conversation, caller: Caller): Resource[] {
  const resources: Resource[] = []
  if (caller.scopes.has('messages:read')) {
    const nameOf = namesIn(conversation.participants())
    resources.push({
      uri: inboxUri(caller.participant),
      name: `inbox/${caller.participant}`,
      title: `${nameOf(caller.participant)}'s inbox`,
      mimeType: 'application/json',
    })
    for (const thread of conversation.threads(50)) {
      resources.push({
        uri: threadUri(thread.id),
        name: `thread/${thread.id}`,
        title: thread.title,
        mimeType: 'application/json',
      })
    }
  }
  if (caller.scopes.has('files:read')) {
    for (const file of conversation.files()) {
      resources.push({
        uri: fileUri(file.name),
        name: file.name,
        mimeType: file.mimeType,
        size: file.size,
      })
    }
  }
  return resources
}

/** The content of one resource. Foreign inboxes and unknown names are "not found". */
export async function readResource(
  conversation: Conversation,
  caller: Caller,
  uri: string,
): Promise<ReadResourceResult> {
  const [kind, key] = parse(uri)
  try {
    if (kind === 'inbox' && key === caller.participant) {
      requireScope(caller, 'messages:read')
      const page = await conversation.inbox(key, {
        limit: 200,
        includeRead: true,
        markRead: false,
      })
      return json(uri, { messages: page.messages.map(toMessage), remaining: page.remaining })
    }
    if (kind === 'thread') {
      requireScope(caller, 'messages:read')
      return json(uri, threadContent(conversation, key))
    }
    if (kind === 'file') {
      requireScope(caller, 'files:read')
      const { encoding, content, mimeType } = await conversation.readFile(key)
      const body = encoding === 'utf-8' ? { text: content } : { blob: content }
      return { contents: [{ uri, mimeType, ...body }] }
    }
  } catch (error) {
    if (!(error instanceof BridgeError) || error.status !== 404) throw error
  }
  throw new ResourceNotFoundError(uri)
}

/** A thread as far as one answer reaches; what is left out is named, with the way to it. */
function threadContent(conversation: Conversation, id: string) {
  const messages = conversation.thread(id)
  const before = messages[0]?.seq
  const more = before !== undefined && conversation.thread(id, { before, limit: 1 }).length > 0
  const earlier = more
    ? `Earlier messages are left out: call read_conversation with thread "${id}" and before ${before}.`
    : null
  return { messages, earlier }
}

/** The scope a resource needs, so that a missing one can be answered with a challenge. */
export function scopeOfResource(uri: string): 'messages:read' | 'files:read' {
  return uri.startsWith('drawbridge://file/') ? 'files:read' : 'messages:read'
}

function parse(uri: string): [kind: string, key: string] {
  const match = /^drawbridge:\/\/(inbox|thread|file)\/(.+)$/.exec(uri)
  try {
    return match ? [match[1] ?? '', decodeURIComponent(match[2] ?? '')] : ['', '']
  } catch {
    return ['', '']
  }
}

const json = (uri: string, value: unknown): ReadResourceResult => ({
  contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(value) }],
})
