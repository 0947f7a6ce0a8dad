/** What the supervisor needs of a kind of address; each kind is one file. */
import type { CreationProblem } from './creations.ts'
import type { Launch, LaunchBasis } from './launch.ts'
import type { Protocol } from './types.ts'

export interface AddressProvider {
  /** How long this kind of address lives, in honest words. */
  stability: string
  /** Whether a lost identity can be replaced by a new one. */
  replaceable: boolean
  /** Reads what is stored. Throws BridgeError where something is missing. */
  open(): Promise<void>
  publicUrl(): string | null
  tunnelId(): string | null
  /** When the name was made (ms since the epoch); null where nobody knows. */
  nameCreatedAt(): number | null
  /** What forbids a start now. */
  blocked(): CreationProblem | null
  launch(basis: LaunchBasis): Promise<Launch>
  /** The protocol that last worked, and since when it is in use. */
  protocol(): { name: Protocol; since: number }
  /** A connection came about; remembered for the next start. */
  connected(protocol: Protocol): Promise<void>
  giveUp(): Promise<void>
  close(): Promise<void>
}
