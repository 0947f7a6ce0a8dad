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
import { threadSeq } from '../conversation/ids.ts'
import type { Conversation } from '../conversation/types.ts'
import type { FileContent } from '../conversation/files/file-types.ts'
import type { Shown } from '../ledger/types.ts'
import { BridgeError } from '../base/errors.ts'
import { requireScope, viewOf, type Caller } from './caller.ts'
import { isCardUri } from './card/card-resource.ts'
import { named, namesIn, type NameOf } from './words/names.ts'
import { fileNamed, partOfText, wholeText } from './shown.ts'
import { byThoseNamed, writtenBy } from './words/provenance.ts'
import { toMessage } from './tools/shapes.ts'
import { fileText } from './words/wording.ts'

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
export function listResources(
  conversation: Conversation,
  caller: Caller,
  enter: (shown: readonly Shown[]) => void,
): Resource[] {
  const resources: Resource[] = []
  const shown: Shown[] = []
  const nameOf = namesIn(conversation.participants())
  if (caller.scopes.has('messages:read')) {
    resources.push({
      uri: inboxUri(caller.participant),
      name: `inbox/${caller.participant}`,
      title: `${nameOf(caller.participant)}'s inbox`,
      mimeType: 'application/json',
    })
    for (const thread of titlesFor(conversation, caller)) {
      shown.push(partOfText(thread.titleFrom, thread.title))
      resources.push({
        uri: threadUri(thread.id),
        name: `thread/${thread.id}`,
        title: `Thread ${JSON.stringify(thread.title)}`,
        description: byThoseNamed,
        mimeType: 'application/json',
      })
    }
  }
  if (caller.scopes.has('files:read')) {
    for (const file of conversation.files()) {
      shown.push(fileNamed(file))
      resources.push({
        uri: fileUri(file.name),
        name: file.name,
        title: `Shared file "${file.name}" by ${named(file.writtenBy, nameOf)}`,
        description: writtenBy('This file', file.writtenBy, nameOf),
        mimeType: file.mimeType,
        size: file.size,
      })
    }
  }
  enter(shown)
  return resources
}

/** The newest threads, and the message each is titled by. */
function titlesFor(conversation: Conversation, { reads, participant }: Caller) {
  if (reads !== 'whole') return conversation.ownThreads(participant, 50)
  return conversation
    .threads(50)
    .map(({ id, title }) => ({ id, title, titleFrom: threadSeq(id) ?? 0 }))
}

/** The content of one resource. Foreign inboxes and unknown names are "not found". */
export async function readResource(
  conversation: Conversation,
  caller: Caller,
  uri: string,
  enter: (shown: readonly Shown[]) => void,
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
      enter(page.messages.map(wholeText))
      return json(uri, {
        provenance: byThoseNamed,
        messages: page.messages.map(toMessage),
        remaining: page.remaining,
      })
    }
    if (kind === 'thread') {
      requireScope(caller, 'messages:read')
      const content = threadContent(conversation, caller, key)
      enter(content.messages.map(wholeText))
      return json(uri, content)
    }
    if (kind === 'file') {
      requireScope(caller, 'files:read')
      const file = await conversation.readFile(key)
      enter([{ file: file.name, version: file.version, extent: 'whole' }])
      return { contents: fileContents(uri, file, namesIn(conversation.participants())) }
    }
  } catch (error) {
    if (!(error instanceof BridgeError) || error.status !== 404) throw error
  }
  throw new ResourceNotFoundError(uri)
}

/** A thread as far as one answer reaches; what is left out is named, with the way to it. */
function threadContent(conversation: Conversation, caller: Caller, id: string) {
  const { only } = viewOf(caller)
  const messages = conversation.thread(id, { only })
  const before = messages[0]?.seq
  const more =
    before !== undefined && conversation.thread(id, { before, limit: 1, only }).length > 0
  const earlier = more
    ? `Earlier messages are left out: call read_conversation with thread "${id}" and before ${before}.`
    : null
  const shown = messages.map(({ id: message, seq, thread, from, ...rest }) => ({
    id: message,
    seq,
    thread,
    from,
    from_owner: from === 'owner',
    ...rest,
  }))
  return { provenance: byThoseNamed, messages: shown, earlier }
}

/**
 * Hosts paste the text of a resource into a prompt, so that of a file is quoted; its exact content
 * is in the structured answer of read_file. Bytes are exact, with their author in front.
 */
function fileContents(uri: string, file: FileContent, nameOf: NameOf) {
  const plain = 'text/plain'
  if (file.encoding === 'utf-8') return [{ uri, mimeType: plain, text: fileText(file, nameOf) }]
  return [
    { uri, mimeType: plain, text: writtenBy('This file', file.writtenBy, nameOf) },
    { uri, mimeType: file.mimeType, blob: file.content },
  ]
}

/** The scope a resource needs, so that a missing one can be answered with a challenge; the card needs none. */
export function scopeOfResource(uri: string): 'messages:read' | 'files:read' | undefined {
  if (isCardUri(uri)) return undefined
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
