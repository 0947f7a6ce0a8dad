/** What a search finds, and a document it leads to. */
import type { ParticipantId } from '../message-types.ts'

export interface SearchRequest {
  query: string
  limit?: number | undefined
  /** False for who may not read files: then nothing about them is found, counted or weighed. */
  includeFiles?: boolean | undefined
  /** Only what this participant wrote or was sent, and files. */
  only?: ParticipantId | undefined
}

export interface SearchResult {
  /** `message:<id>`, `file:<name>` or `log:<seq>`. */
  id: string
  kind: 'message' | 'file' | 'log'
  title: string
  /** Plain text around the hit; hits are between U+E000 and U+E001. */
  snippet: string
  by: ParticipantId
  at: string
}

export interface FetchedDocument {
  id: string
  /** Who wrote it. */
  by: ParticipantId
  title: string
  text: string
  metadata: Record<string, string>
  /** A file that is no text: it is only named. */
  isBytes?: boolean
}
