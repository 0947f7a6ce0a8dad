/**
 * Idempotency keys: a client that did not hear the answer may send again, also after a restart. The
 * key belongs to its sender; it is looked up inside the write, so two that arrive together are
 * one message as well.
 */
import { BridgeError } from '../base/errors.ts'
import type { Store } from '../store/types.ts'
import { blob } from './rows.ts'
import { messageColumns, storedMessageFrom, type StoredMessage } from './message-rows.ts'

const maxLength = 200

/** The message this key already sent, or undefined. A different request under it is refused. */
export function findRepetition(
  store: Store,
  sender: string,
  key: string,
  request: Uint8Array,
): StoredMessage | undefined {
  if (key === '' || key.length > maxLength) {
    throw new BridgeError('invalid-input', {
      problem: `An idempotency key has 1 to ${maxLength} characters.`,
    })
  }
  const row = store
    .statement(
      `SELECT ${messageColumns}, k.request FROM idempotency_keys k
       JOIN messages m ON m.seq = k.seq WHERE k.sender = ? AND k.key = ?`,
    )
    .get(sender, key)
  if (!row) return undefined
  if (Buffer.compare(blob(row, 'request'), request) !== 0) {
    throw new BridgeError('idempotency-conflict', { key })
  }
  return storedMessageFrom(row)
}

export function rememberKey(
  store: Store,
  sender: string,
  key: string,
  request: Uint8Array,
  seq: number,
): void {
  store
    .statement('INSERT INTO idempotency_keys (sender, key, request, seq) VALUES (?, ?, ?, ?)')
    .run(sender, key, request, seq)
}
