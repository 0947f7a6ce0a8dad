/** The vocabulary of the conversation: who speaks, what they say, what they share. */

/** `claude`, `chatgpt`, `owner`, `codex`…: [a-z][a-z0-9-]{0,31} */
export type ParticipantId = string

export interface Participant {
  id: ParticipantId
  /** How people see it: "Claude", "ChatGPT". */
  name: string
  createdAt: string
}

export type Importance = 'low' | 'normal' | 'high'

export interface Message {
  id: string
  /** Position in the whole conversation; grows by every event. */
  seq: number
  thread: string
  from: ParticipantId
  to: ParticipantId[]
  text: string
  importance: Importance
  replyTo: string | null
  /** ISO 8601, UTC. */
  sentAt: string
  /** Absent where all of it is its sender's. */
  ownerPart?: OwnerPart
}

/** Words under a participant's name that the owner carried over from its app, or changed. */
export type OwnerPart = 'pasted' | 'changed'

/** A message as one recipient has it. */
export interface InboxMessage extends Message {
  /** When a client of the participant read it first. */
  readAt: string | null
  acknowledgedAt: string | null
}

/** What became of a message at one recipient; there is none before it was delivered. */
export interface Receipt {
  participant: ParticipantId
  readAt: string | null
  acknowledgedAt: string | null
}

export interface SendRequest {
  ownerPart?: OwnerPart | undefined
  to: ParticipantId[]
  text: string
  thread?: string | undefined
  replyTo?: string | undefined
  importance?: Importance | undefined
  /** Only threads and messages of the sender's own may be continued or answered. */
  ownOnly?: boolean | undefined
  idempotencyKey?: string | undefined
}

export interface SentMessage {
  message: Message
  /** True when the same idempotency key had already sent this message. */
  duplicate: boolean
}

/** Which messages of a thread. */
export interface ThreadPage {
  before?: number | undefined
  /** At most, and by default, 1000. */
  limit?: number | undefined
  /** Only what this participant wrote or was sent. */
  only?: ParticipantId | undefined
}

/** The way of an answer back to whoever asked. */
export interface Delivery {
  /** Tells once whether the answer was written whole. */
  onEnd(listener: (whole: boolean) => void): void
  /** An error is answered instead: what was to be handed out never arrives, however whole that is. */
  fail(): void
}

export interface InboxRequest {
  /** The client that reads; without one, reading is the participant's alone. */
  client?: string | undefined
  /** Only messages of this thread. Throws `unknown-thread`. */
  thread?: string | undefined
  /** Only messages after this cursor, read or not. Without it: what is unread for the client. */
  after?: string | undefined
  limit?: number | undefined
  /** Mark what is returned as read. Default true. */
  markRead?: boolean | undefined
  /** Mark it once the answer was written whole; without it, before it is answered. */
  delivery?: Delivery | undefined
  /** Include what was read but not acknowledged. Default false. */
  includeRead?: boolean | undefined
}

/** At most about 1 MB of texts, but always at least one message when there is one. */
export interface InboxPage {
  messages: InboxMessage[]
  /** Hand this back as `after` to continue; durable across restarts. */
  cursor: string
  /** How many more there are beyond this page. */
  remaining: number
}

export interface WaitRequest {
  client?: string | undefined
  /** Wait for messages of this thread only. Throws `unknown-thread`. */
  thread?: string | undefined
  after?: string | undefined
  /** Milliseconds, at most 45 000. */
  timeoutMs: number
  delivery?: Delivery | undefined
  signal?: AbortSignal | undefined
}

export interface WaitResult extends InboxPage {
  timedOut: boolean
}

export interface CatchUpRequest {
  client?: string | undefined
  cursor?: string | undefined
  /** Roughly how many tokens the digest may have (4 characters each). */
  tokenBudget: number
  /** False for who may not read files. Default true. */
  includeFiles?: boolean | undefined
}

export interface CatchUp {
  digest: string
  cursor: string
  /** True when the budget cut something off; `cursor` then continues where it stopped. */
  truncated: boolean
  unread: number
  changedFiles: string[]
  /** The messages in the digest, and whether in full. */
  shown: { seq: number; extent: 'name' | 'part' | 'whole' }[]
  files: { name: string; version: number }[]
}

export type LogKind =
  'message' | 'note' | 'file-written' | 'file-deleted' | 'archived' | 'acknowledged'

/** One entry of the hash-chained log. */
export interface LogEntry {
  seq: number
  kind: LogKind
  at: string
  by: ParticipantId
  /** The recipients of a message; null for everything else. */
  to: ParticipantId[] | null
  /** What a reader sees: the message text, the note, "wrote plan.md (version 3)". */
  text: string
  thread: string | null
  /** Message id or file name it is about. */
  ref: string | null
  /** sha256 over the previous hash and this entry, hex. */
  hash: string
  /** Of a message. */
  ownerPart?: OwnerPart
}

export interface LogRequest {
  thread?: string | undefined
  /** Newest entries; at most this many, and at most about 1 MB of texts. Default 50. */
  limit?: number | undefined
  /** Only entries with a smaller seq: paging backwards. */
  before?: number | undefined
  /** Include what clear_conversation archived (owner only). Default false. */
  includeArchived?: boolean | undefined
  /** Include what was done with files. Default true. */
  includeFiles?: boolean | undefined
  /** Only what this participant wrote or was sent, and what was done with files. */
  only?: ParticipantId | undefined
}

export interface SharedFile {
  name: string
  version: number
  size: number
  mimeType: string
  /** sha256 of the content, hex. */
  sha256: string
  writtenBy: ParticipantId
  writtenAt: string
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
}

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

export interface InboxCounts {
  participant: ParticipantId
  name: string
  unread: number
  unacknowledged: number
}

export interface ConversationCounts {
  files: number
  logEntries: number
  inboxes: InboxCounts[]
}

/** `paused`: at its bound, until the owner decides. `ended`: by the owner. */
export type Held = 'paused' | 'ended'

/** The bound a paused thread has reached. */
export type HeldFor = 'messages' | 'characters'

/** What the owner does about a held thread: no bound any more, as much again, or no more. */
export type HoldDecision = 'on' | 'more' | 'end'

/** How far models may go without the owner. Null: without a bound. */
export interface GuardBounds {
  /** Messages between models in one thread since the owner last spoke in it. */
  threadMessages: number | null
  /** Messages a minute between two of them. */
  perMinute: number | null
  /** Characters a day between two of them. */
  charactersPerDay: number | null
  /** Whether a model is refused that says the same words twice in a row. */
  refuseRepeats: boolean
}

export interface Thread {
  id: string
  participants: ParticipantId[]
  messages: number
  lastMessageAt: string
  /** First words of the first message. */
  title: string
  /** What the owner calls it; null where nobody gave it a name. */
  name: string | null
  /** Messages between models since the owner last spoke in it. */
  run: number
  /** Its own bound of such messages, by the owner; null: the one of the settings. */
  bound: number | null
  /** `nothing`: the owner let it go on without a bound. `talk`: the talk it belongs to has its own. */
  boundedBy: 'guard' | 'nothing' | 'talk'
  held: Held | null
  heldAt: string | null
  heldFor: HeldFor | null
}

export type ChainCheck = { ok: true; entries: number } | { ok: false; brokenAt: number }

export interface Purged {
  /** Texts of messages and notes. */
  entries: number
  /** Versions of shared files. */
  contents: number
  /** What the shared files take less than before. */
  bytes: number
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
    options?: { ownOnly?: boolean | undefined },
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

  onEvent(listener: (event: ConversationEvent) => void): () => void
  /**
   * Called inside every write, with what happened in it: what is written there is on disk with it, or
   * not at all. What it throws undoes the write.
   */
  alongside(write: (events: readonly ConversationEvent[]) => void): () => void
}
