/** Who speaks on the bridge. Each participant owns one inbox and its counters. */
import { BridgeError } from '../base/errors.ts'
import type { Store } from '../store/types.ts'
import type { Outcome, Parts } from './deps.ts'
import { forgetReadersOf } from './readers.ts'
import { integer, iso, text, type Row } from './rows.ts'
import type { Conversation } from './types.ts'
import type { Participant, ParticipantId } from './message-types.ts'

/** Who decides, and whom no client can speak as. */
export const ownerId = 'owner'

/**
 * The sender of the bridge's own notices. It is no participant: it has no inbox, nobody can write to
 * it, and by its first character nobody can be called so.
 */
export const systemSender = '_drawbridge'
export const systemName = 'Drawbridge'

const allowed = /^[a-z][a-z0-9-]{0,31}$/

export function createParticipants({
  store,
  commit,
  clock,
}: Parts): Pick<
  Conversation,
  'participants' | 'addParticipant' | 'renameParticipant' | 'removeUnusedParticipant'
> {
  const find = (id: ParticipantId) =>
    store.statement('SELECT id, name, created_at FROM participants WHERE id = ?').get(id)

  /**
   * Every tool that names somebody asks for the list, and it hardly ever changes. All that writes
   * to it is below.
   */
  let listed: readonly Participant[] | undefined
  const changing = async <T>(work: () => Outcome<T>): Promise<T> => {
    try {
      return await commit(work)
    } finally {
      // Also after a failed commit: somebody may have read what was undone.
      listed = undefined
    }
  }

  return {
    participants: () => (listed ??= Object.freeze(listParticipants(store))),

    /** Adding one who is there already changes nothing and returns them as they are. */
    async addParticipant(id, name = nameFrom(id)) {
      if (!allowed.test(id)) throw new BridgeError('invalid-participant', { participant: id })
      const shown = requireName(name)
      const existing = find(id)
      if (existing) return participantFrom(existing)
      return changing(() => {
        store
          .statement(
            'INSERT INTO participants (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
          )
          .run(id, shown, clock.now())
        return { result: participantFrom(find(id) ?? {}), events: [{ type: 'participants' }] }
      })
    },

    async renameParticipant(id, name) {
      const shown = requireName(name)
      requireParticipant(store, id)
      return changing(() => {
        store.statement('UPDATE participants SET name = ? WHERE id = ?').run(shown, id)
        return { result: participantFrom(find(id) ?? {}), events: [{ type: 'participants' }] }
      })
    },

    removeUnusedParticipant: (id) =>
      changing(() => {
        // Whoever sent, received or wrote anything is in one of these; the log names them for good.
        const used = store.statement(
          `SELECT 1 FROM messages WHERE sender = ?1
           UNION ALL SELECT 1 FROM deliveries WHERE participant = ?1
           UNION ALL SELECT 1 FROM log WHERE by = ?1
           UNION ALL SELECT 1 FROM file_versions WHERE written_by = ?1 LIMIT 1`,
        )
        if (used.get(id)) return { result: false, events: [] }
        forgetReadersOf(store, 'participant', id)
        store.statement('DELETE FROM participants WHERE id = ?').run(id)
        return { result: true, events: [{ type: 'participants' }] }
      }),
  }
}

/** A name as it may be shown anywhere: nothing invisible, nothing that moves a cursor. */
function requireName(name: string): string {
  const shown = name.trim().toWellFormed()
  if (shown === '' || shown.length > 64 || /[\p{Cc}\p{Cf}]/u.test(shown)) {
    throw new BridgeError('invalid-input', {
      problem: 'The name of a participant needs 1 to 64 visible characters.',
    })
  }
  return shown
}

/** In the order they came; the three who were there first keep owner, Claude, ChatGPT. */
export function listParticipants(store: Store): Participant[] {
  return store
    .statement(
      `SELECT id, name, created_at FROM participants WHERE id <> '${systemSender}'
       ORDER BY created_at, CASE id WHEN 'owner' THEN 0 WHEN 'claude' THEN 1 ELSE 2 END, id`,
    )
    .all()
    .map(participantFrom)
}

/** Refuses a participant who is not there, naming those who are. */
export function requireParticipant(store: Store, id: ParticipantId): void {
  if (id !== systemSender && store.recall('SELECT 1 FROM participants WHERE id = ?', id)) {
    return
  }
  const known = listParticipants(store).map((participant) => participant.id)
  throw new BridgeError('unknown-participant', { participant: id, known: known.join(', ') })
}

function participantFrom(row: Row): Participant {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    createdAt: iso(integer(row, 'created_at')),
  }
}

/** `gemini-cli` → "Gemini Cli". */
function nameFrom(id: ParticipantId): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
