/**
 * How much the contents of all file versions take, and the limit for it. Every version is kept, so
 * without one a client could fill the disk by writing a file again and again. The same content is
 * stored, and counted, once; each takes at least a block of the disk.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Store } from '../../store/types.ts'
import { isReferenced, kept } from './file-rows.ts'
import { integer } from '../rows.ts'
import type { ConversationLimits } from '../types.ts'

const standardStorageBytes = 2 * 1024 * 1024 * 1024
const block = 4096

/** Room for one content: held while it is being written, then taken or given back. */
export interface Hold {
  /** The content is referred to from now on; only inside a write, before the version is added. */
  take(sha256: string): void
  /** It was not written after all. */
  undo(): void
}

export interface Storage {
  /** Throws `storage-full`, before anything is on the disk. */
  hold(size: number): Hold
  /** Bytes that are taken now. */
  used(): number
  /** Contents were removed: count again. */
  recount(): void
}

/** The limit is read at every write: the owner may change it meanwhile. */
export function createStorage(
  store: Store,
  limits: Pick<ConversationLimits, 'storageBytes'>,
): Storage {
  const limit = () => limits.storageBytes ?? standardStorageBytes
  let used: number | undefined
  let held = 0

  function count(): number {
    const row = store
      .statement(
        `SELECT coalesce(sum((size + ${block - 1}) / ${block} * ${block}), 0) AS used FROM (
           SELECT max(size, 1) AS size FROM file_versions v
           WHERE sha256 IS NOT NULL AND ${kept} GROUP BY sha256)`,
      )
      .get()
    return integer(row ?? {}, 'used')
  }

  return {
    used: () => (used ??= count()),
    recount() {
      used = undefined
    },
    hold(size) {
      used ??= count()
      const cost = Math.ceil(Math.max(size, 1) / block) * block
      // What others hold counts as well: of many at once none may find only itself below the limit.
      if (used + held + cost > limit()) {
        throw new BridgeError('storage-full', { used, limit: limit() })
      }
      held += cost
      let taken = false
      return {
        take(sha256) {
          taken = true
          held -= cost
          if (used !== undefined && !isReferenced(store, sha256)) used += cost
        },
        undo() {
          // Whether it was counted is known to the disk only.
          if (taken) used = undefined
          else held -= cost
        },
      }
    },
  }
}
