/** Who listens: whether a participant, through any of its clients, would hear a message now. */

/** `waiting`: inside a call that waits for messages. `lately`: called in the last few minutes. */
export type Listening = 'waiting' | 'lately' | 'away'

/** One program that calls for a participant: a signed-in client, or a link by its name. */
export interface CallingClient {
  id: string
  name: string
}

export interface ClientPresence extends CallingClient {
  state: Listening
  /** Milliseconds since the epoch: the beginning of the wait; otherwise the same as `lastSeen`. */
  since: number | null
  /** When it last called, or finished waiting. */
  lastSeen: number | null
  /** What it waits for: threads by id, or everything when one wait names none. */
  waitsFor: 'anything' | readonly string[]
}

export interface ParticipantPresence extends Omit<ClientPresence, 'id' | 'name'> {
  /** When this was so. */
  at: number
  clients: readonly ClientPresence[]
}

export interface Presence {
  /** Of one who has never called too. */
  of(participant: string): ParticipantPresence
  list(): (ParticipantPresence & { participant: string })[]
  /** A tool was called. */
  called(participant: string, client: CallingClient): void
  /** A wait began, for one thread or for anything; call what it returns when it ends. */
  waits(participant: string, client: CallingClient, thread?: string): () => void
  /** The owner took a client's access away: it is remembered no longer. */
  forget(clientId: string): Promise<void>
  /** Somebody began or ended to listen, or called after a while. At most a few times a second. */
  onChange(listener: () => void): () => void
  /** Writes down when each was last seen. */
  stop(): Promise<void>
}

/** Whether a message in `thread` would end one of the waits. */
export const wouldHear = (
  { state, waitsFor }: Pick<ClientPresence, 'state' | 'waitsFor'>,
  thread: string,
): boolean => state === 'waiting' && (waitsFor === 'anything' || waitsFor.includes(thread))
