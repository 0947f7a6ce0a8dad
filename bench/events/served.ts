/** A server with its subscriptions made, as the benchmark of events drives it. */
export interface Served {
  /** Commits one letter that all subscriptions hear of. Gives when it was accepted, in CLOCK_MONOTONIC. */
  emit(letter: number): Promise<bigint>
  /** Resolves when nothing of it is under way any more. */
  settled(): Promise<void>
  close(): Promise<void>
}
