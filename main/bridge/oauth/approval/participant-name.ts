/** Whom a client may speak as, checked before the owner's word is recorded. */
import { BridgeError } from '../../base/errors.ts'

export function assertParticipant(participant: string): void {
  if (participant === 'owner') throw new BridgeError('owner-reserved')
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(participant)) {
    throw new BridgeError('invalid-participant', { participant })
  }
}
