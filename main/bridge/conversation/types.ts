/** The conversation as the rest of the bridge sees it. */
import type {
  FileContent,
  FileEncoding,
  FileVersion,
  SharedFile,
  WriteFileRequest,
} from './files/file-types.ts'
import type {
  CatchUp,
  CatchUpRequest,
  InboxCounts,
  InboxPage,
  InboxRequest,
  WaitRequest,
  WaitResult,
} from './inbox/inbox-types.ts'
import type { ChainCheck, LogEntry, LogRequest, Purged } from './log/log-types.ts'
import type {
  Message,
  OwnerPart,
  Participant,
  ParticipantId,
  Receipt,
  SendRequest,
  SentMessage,
  ThreadPage,
} from './message-types.ts'
import type { FetchedDocument, SearchRequest, SearchResult } from './search/search-types.ts'
import type { HoldDecision, Thread } from './threads/thread-types.ts'

export interface ConversationCounts {
  files: number
  logEntries: number
  inboxes: InboxCounts[]
}

export type ConversationEvent =
  | { type: 'message'; message: Message }
  | { type: 'inbox'; participant: ParticipantId }
  | { type: 'file'; name: string; version: number; deleted: boolean; by: ParticipantId }
  | { type: 'log'; seq: number }
  | { type: 'participants' }
  | { type: 'thread'; thread: string }

export interface ConversationLimits {
  /** Bytes of UTF-8. */
  messageBytes: number
  /** Bytes of content. */
  fileBytes: number
  /** Bytes that the contents of all versions of all files may take. Default 2 GiB. */
  storageBytes?: number | undefined
}

/** Writes into the conversation inside one write; see `within`. */
export interface ThreadWriter {
  /** The text as it will be stored. Throws for one that cannot be said. */
  check(text: string): string
  /** A checked text as a message; without a thread it begins one. */
  say(said: {
    from: ParticipantId
    to: readonly ParticipantId[]
    text: string
    thread: string | null
    ownerPart?: OwnerPart | undefined
  }): Message
  /** `own`: who finds it among what is theirs. */
  note(by: ParticipantId, text: string, thread: string, own: readonly ParticipantId[]): LogEntry
}

/** The domain. Every write resolves only after it is on disk. Errors are BridgeErrors. */
export interface Conversation {
  participants(): readonly Participant[]
  addParticipant(id: ParticipantId, name?: string): Promise<Participant>
  /** Another name for people to see; the id stays. Throws `unknown-participant`. */
  renameParticipant(id: ParticipantId, name: string): Promise<Participant>
  /** Removes one who never sent, received or wrote anything; false for everybody else. */
  removeUnusedParticipant(id: ParticipantId): Promise<boolean>
  counts(): ConversationCounts
  threads(limit?: number): Thread[]
  /** Throws `unknown-thread`. */
  getThread(id: string): Thread
  /** The threads a participant takes part in, newest first, by the first words it saw of each, and of which message. */
  ownThreads(
    participant: ParticipantId,
    limit: number,
  ): (Pick<Thread, 'id' | 'title'> & { titleFrom: number })[]
  /** Those paused at a bound, which wait for the owner; the newest hundred. */
  heldThreads(): Thread[]
  decideThread(id: string, decision: HoldDecision): Promise<Thread>
  /** A bound of its own, or that of the settings again; a paused thread below it goes on. */
  boundThread(id: string, bound: number | null): Promise<Thread>
  /** What the owner calls it; null takes the name away. */
  nameThread(id: string, name: string | null): Promise<Thread>
  /** Takes a thread out of the guard's care, for what keeps bounds of its own; or puts it back. */
  exemptThread(id: string, exempt: boolean): Promise<void>

  send(from: ParticipantId, request: SendRequest): Promise<SentMessage>
  inbox(participant: ParticipantId, request?: InboxRequest): Promise<InboxPage>
  /**
   * To be asked before `inbox`. Where its page is empty, true for as long as the same request would give the same and write
   * nothing; asks the database nothing.
   */
  untilNews(participant: ParticipantId, client: string): () => boolean
  /** How many messages one client of a participant has not read. */
  unreadOf(participant: ParticipantId, client: string): number
  /** A client whose access was taken away: what it had not read is kept no longer. */
  forgetReader(client: string): Promise<void>
  wait(participant: ParticipantId, request: WaitRequest): Promise<WaitResult>
  catchUp(participant: ParticipantId, request: CatchUpRequest): Promise<CatchUp>
  /** Ids that are not in the participant's inbox are refused as `unknown-message`. */
  acknowledge(participant: ParticipantId, ids: string[]): Promise<{ acknowledged: number }>
  /** Marks messages of the inbox as read; others are passed over. */
  markRead(participant: ParticipantId, ids: string[], client?: string): Promise<{ read: number }>
  /** Acknowledges everything; nothing is destroyed. */
  clearInbox(participant: ParticipantId): Promise<{ cleared: number }>
  /** The newest messages that fit a page of about 1 MB; `before` (a seq) goes on with earlier ones. */
  thread(id: string, page?: ThreadPage): Message[]
  receipts(message: Pick<Message, 'seq' | 'to'>): Receipt[]

  log(request?: LogRequest): LogEntry[]
  /** `ownOnly`: only into a thread that `by` takes part in. */
  note(
    by: ParticipantId,
    text: string,
    thread?: string,
    options?: { ownOnly?: boolean | undefined; ownerPart?: OwnerPart | undefined },
  ): Promise<LogEntry>
  /** Hides what is before now from read_conversation; the owner still sees it. */
  archive(by: ParticipantId): Promise<{ archived: number }>
  verifyChain(): Promise<ChainCheck>

  files(): SharedFile[]
  /** Newest first, with the deletions; also of a file that is deleted now. Throws `unknown-file`. */
  fileVersions(name: string): FileVersion[]
  readFile(
    name: string,
    options?: { version?: number | undefined; encoding?: FileEncoding | undefined },
  ): Promise<FileContent>
  writeFile(by: ParticipantId, request: WriteFileRequest): Promise<SharedFile>
  deleteFile(
    by: ParticipantId,
    name: string,
    ifVersion?: number,
  ): Promise<{ name: string; deletedVersion: number }>

  /**
   * Removes for good the texts archived, and the contents of files deleted, before a time (ms since
   * the epoch); with `oldVersions` also contents replaced before it. What somebody has still to read
   * stays, and so does the frame of every entry: the chain can be verified as before.
   */
  purge(request: { before: number; oldVersions?: boolean | undefined }): Promise<Purged>
  /** The hashes of all contents that some version has. */
  contents(): string[]
  /** Removes stored contents that no version refers to, as a crash can leave them. Returns how many. */
  sweepFiles(): number

  /** A message with at most `length` characters of its text, which is empty when it was removed for good. */
  messageBeginning(
    id: string,
    length: number,
  ): Pick<Message, 'id' | 'from' | 'to' | 'text'> | undefined
  search(request: SearchRequest): SearchResult[]
  /**
   * Without files, their ids and the log entries about them are unknown; with `only`, what this
   * participant neither wrote nor was sent.
   */
  fetch(
    id: string,
    options?: { includeFiles?: boolean | undefined; only?: ParticipantId | undefined },
  ): Promise<FetchedDocument>
  /**
   * Streamed, so that a million messages do not sit in memory. `progress` hears how many entries of
   * how many are done. `thread`: only what belongs to this one.
   */
  export(
    format: 'markdown' | 'json',
    progress?: (done: number, total: number) => void,
    thread?: string,
  ): AsyncIterable<string>

  /**
   * For rooms built on the conversation: runs `work` in one write, and what it says with it. Nothing of
   * it happens when it throws.
   */
  within<T>(work: (write: ThreadWriter) => T): Promise<T>
  /** Asked before anybody writes into a thread; throws to refuse. Returns how to stop. */
  keepThreads(keep: (from: ParticipantId, thread: string) => void): () => void

  /**
   * Resolves when all that can be read is on the disk; undefined when it is. Whoever lets others know what
   * they read waits for it: a power cut must not undo what somebody knows.
   */
  settled(): Promise<void> | undefined

  onEvent(listener: (event: ConversationEvent) => void): () => void
  /**
   * Called inside every write, with what happened in it: what is written there is on disk with it, or
   * not at all. What it throws undoes the write.
   */
  alongside(write: (events: readonly ConversationEvent[]) => void): () => void
}
