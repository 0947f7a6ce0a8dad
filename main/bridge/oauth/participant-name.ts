/** The form of a participant's name, checked before it is given to a client. */
import { BridgeError } from '../errors.ts'

export function assertParticipant(participant: string): void {
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(participant)) {
    throw new BridgeError('invalid-participant', { participant })
  }
}
