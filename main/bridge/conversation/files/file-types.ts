/** Shared files: what one is, its versions, and how one is written. */
import type { OwnerPart, ParticipantId } from '../message-types.ts'

export interface SharedFile {
  name: string
  version: number
  size: number
  mimeType: string
  /** sha256 of the content, hex. */
  sha256: string
  writtenBy: ParticipantId
  writtenAt: string
  /** Beside the writer: the owner changed it before it went through. */
  ownerPart?: OwnerPart
}

/** A version as it is kept; the one that says the file was deleted has no content. */
export interface FileVersion extends Omit<SharedFile, 'sha256'> {
  sha256: string | null
  deleted: boolean
}

export type FileEncoding = 'utf-8' | 'base64'

export interface FileContent extends SharedFile {
  encoding: FileEncoding
  content: string
}

export interface WriteFileRequest {
  name: string
  content: string
  encoding?: FileEncoding | undefined
  /** Refuse unless this is the current version; 0 means the file must not exist yet. */
  ifVersion?: number | undefined
  ownerPart?: OwnerPart | undefined
}
