/** One document in full, by the id search returned: a message, a shared file or a log entry. */
import { BridgeError } from '../base/errors.ts'
import type { Parts } from './deps.ts'
import { messageSeq, position } from './ids.ts'
import { isOwn } from './log/own-entries.ts'
import { entryColumns, entryFrom, isAboutFile } from './log/log.ts'
import { messageColumns, messageFrom, storedMessageFrom } from './message-rows.ts'
import { ownerPartWords } from './quote.ts'
import { firstWords } from './texts.ts'
import type { Conversation } from './types.ts'
import type { ParticipantId } from './message-types.ts'
import type { FetchedDocument } from './search/search-types.ts'

export function createFetch(
  { store }: Parts,
  { readFile }: Pick<Conversation, 'readFile'>,
): Pick<Conversation, 'fetch'> {
  function fetchMessage(id: string, only?: ParticipantId): FetchedDocument | undefined {
    const seq = messageSeq(id.slice('message:'.length)) ?? 0
    const row = store.statement(`SELECT ${messageColumns} FROM messages m WHERE m.seq = ?`).get(seq)
    if (!row || (only !== undefined && !isOwn(store, only, seq))) return undefined
    const { text, from, to, thread, replyTo, sentAt, importance, ownerPart } = messageFrom(
      storedMessageFrom(row),
    )
    return {
      id,
      by: from,
      title: `${from} to ${to.join(', ')}: ${firstWords(text, 60)}`,
      text,
      metadata: {
        kind: 'message',
        from,
        to: to.join(', '),
        thread,
        sentAt,
        importance,
        ...(replyTo === null ? {} : { replyTo }),
        ...(ownerPart && { ownerPart: ownerPartWords[ownerPart] }),
      },
    }
  }

  function fetchEntry(
    id: string,
    includeFiles: boolean,
    only?: ParticipantId,
  ): FetchedDocument | undefined {
    const seq = position('log:', id) ?? 0
    const row = store
      .statement(
        `SELECT ${entryColumns} FROM log l LEFT JOIN messages m ON m.seq = l.seq WHERE l.seq = ?`,
      )
      .get(seq)
    if (!row) return undefined
    const { kind, by, at, text, thread, hash, ownerPart } = entryFrom(row)
    if (isAboutFile(kind) ? !includeFiles : only !== undefined && !isOwn(store, only, seq)) {
      return undefined
    }
    return {
      id,
      by,
      title: `${kind} by ${by}: ${firstWords(text, 60)}`,
      text,
      metadata: {
        kind,
        by,
        at,
        hash,
        ...(thread === null ? {} : { thread }),
        ...(ownerPart && { ownerPart: ownerPartWords[ownerPart] }),
      },
    }
  }

  async function fetchFile(id: string): Promise<FetchedDocument> {
    const file = await readFile(id.slice('file:'.length))
    const isText = file.encoding === 'utf-8'
    return {
      id,
      by: file.writtenBy,
      title: file.name,
      text: isText ? file.content : `(not text: ${file.size} bytes of ${file.mimeType})`,
      metadata: {
        kind: 'file',
        version: String(file.version),
        mimeType: file.mimeType,
        sha256: file.sha256,
        writtenBy: file.writtenBy,
        writtenAt: file.writtenAt,
        ...(file.ownerPart && { ownerPart: ownerPartWords[file.ownerPart] }),
      },
      ...(!isText && { isBytes: true }),
    }
  }

  return {
    async fetch(id, { includeFiles = true, only } = {}) {
      const found = id.startsWith('file:')
        ? includeFiles && (await fetchFile(id).catch(unlessUnknown))
        : (fetchMessage(id, only) ?? fetchEntry(id, includeFiles, only))
      if (!found) throw new BridgeError('unknown-result', { id: id.slice(0, 250) })
      return found
    },
  }
}

function unlessUnknown(error: unknown): undefined {
  const codes = ['unknown-file', 'invalid-file-name']
  if (error instanceof BridgeError && codes.includes(error.code)) return undefined
  throw error
}
