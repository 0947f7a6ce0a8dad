/** What a client is told whose sending is held for the owner: enough not to send it again, and to go on. */
import { z } from 'zod'
import type { HeldItem } from '../../guarded/types.ts'

/** Beside what an answer has anyway, so that a host with an older list of tools takes it too. */
export const heldFields = {
  held: z.boolean().optional().describe('True: it waits for the owner and nobody has seen it yet'),
}

/** What the kinds are called. */
export const heldKinds = {
  message: 'message',
  note: 'note',
  file: 'file',
  'hand-in': 'turn',
} as const

export const heldText = ({ id, kind }: HeldItem): string => {
  return (
    `Held for the owner of this computer (${id}): nobody else sees this ${heldKinds[kind]} before they let it through. ` +
    'It is kept safe; do not send it again. They may not be there: go on with something else, or end your turn ' +
    'and say that it waits for them. When they have decided, a message of the bridge tells you; ' +
    'held_status tells at any time.'
  )
}

/** How it ended, for a retry that comes when it was decided. */
export const decidedText = ({ id, state, result, reason }: HeldItem): string =>
  state === 'released'
    ? `The owner let ${id} through before: ${result ?? ''}. Nothing was sent again.`
    : `The owner sent ${id} back: it was not delivered. ${reason === null || reason === '' ? '' : `Their reason: ${reason}`}`

export const answerOf = (item: HeldItem): string =>
  item.state === 'held' ? heldText(item) : decidedText(item)

export const isoOf = (time: number): string => new Date(time).toISOString()
