/**
 * Which topics make an answer of the bridge stale. A method that is not here is asked once and
 * again only after a resync. Traffic is followed by cursor (views/traffic/data/use-traffic.ts), so no list hangs on it.
 */
import type { MethodName, Topic } from '../../main/contract.ts'

const topicsOf: Partial<Record<MethodName, readonly Topic[]>> = {
  'status.get': [
    'status',
    'approvals',
    'clients',
    'participants',
    'presence',
    'messages',
    'files',
    'tunnel',
    'held',
  ],
  'tasks.list': ['tasks'],
  'approvals.list': ['approvals'],
  'approvals.shut': ['approvals'],
  'clients.list': ['clients', 'presence', 'tunnel'],
  'participants.list': ['participants'],
  'conversation.inbox': ['messages'],
  'conversation.threads': ['messages'],
  'conversation.held': ['messages'],
  'conversation.thread': ['messages'],
  'conversation.log': ['messages', 'files'],
  'conversation.search': ['messages', 'files'],
  'files.list': ['files'],
  'files.read': ['files'],
  'files.versions': ['files'],
  'tunnel.status': ['tunnel'],
  'identity.status': ['identity', 'tunnel'],
  'identity.steps': ['identity', 'tunnel'],
  'keys.list': ['keys'],
  'audit.list': ['audit'],
  'settings.get': ['settings'],
  'connect.list': ['connect', 'clients', 'settings', 'status', 'tunnel'],
  'connect.guide': ['tunnel'],
  'connect.preview': ['connect'],
  'doctor.ladders': ['doctor', 'presence'],
  'doctor.rehearsals': ['doctor'],
  'lanes.list': ['messages', 'clients', 'presence', 'settings'],
  'ledger.seen': ['ledger'],
  'held.list': ['held'],
  'held.get': ['held', 'files'],
  'seats.list': ['seats'],
  'wake.log': ['seats'],
  'wake.list': ['seats', 'events', 'clients'],
  'events.list': ['events', 'clients', 'status', 'tunnel'],
  'talks.list': ['talks', 'status'],
  'talks.get': ['talks', 'status', 'presence'],
  'talks.calibration': ['talks'],
}

/** The topics after which what this method answered has to be asked again. */
export const refreshedBy = (method: MethodName): readonly Topic[] => topicsOf[method] ?? []
