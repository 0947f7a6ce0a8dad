/**
 * Answers that were written, until their rows are made. What was answered is kept by the commit that marks its messages as
 * read, as one line of a table without an index; the rows, their hashes and indexes follow a moment later, many at a
 * time, because made one by one they cost more than the answer. Whoever reads the ledger has them made first.
 */
import type { Log } from '../base/ports.ts'
import { text } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import { dayOf, enter, type Entered } from './enter.ts'
import type { Item } from './extents.ts'
import { isItems, isSource, parsed, type NotedSource } from './note.ts'
import type { Receiving, Sources } from './sources.ts'

export interface Soon {
  /** Only inside a write. */
  keep(answers: readonly Entered[]): void
  /** They are on the disk. */
  kept(answers: readonly Entered[]): void
  /** Whether something will be entered, and if so, whether only as perhaps received. */
  perhaps(source: Receiving, item: Item, day: number): boolean | undefined
  /** Whether anything is kept whose rows are still to be made. */
  any(): boolean
  /** Makes the rows of all that is kept; only inside a write. Whether there were any. */
  enterAll(): boolean
  /** Makes them at once. Throws where that is impossible: the ledger shows nothing rather than too little. */
  catchUp(): void
  /** Makes them, and no more by itself. */
  close(): Promise<void>
}

export interface SoonDeps {
  store: Store
  sources: Sources
  log: Log
  /** Rows were added. */
  entered: () => void
}

const afterMs = 100
/** As many answers are entered sooner, so that no commit takes long. */
const mostAnswers = 200

const broken = 1
const fresh = 2

export function createSoon({ store, sources, log, entered }: SoonDeps): Soon {
  /** By who received by which call, then by item and day. */
  const known = new Map<string, Map<string, boolean>>()
  let answers = 0
  let timer: NodeJS.Timeout | undefined
  let entering: Promise<void> | undefined
  let closed = false

  const keyOf = ([seq, extent]: Item, day: number): string => `${seq} ${extent} ${day}`

  function forget(): void {
    known.clear()
    answers = 0
  }

  const any = (): boolean =>
    store.statement('SELECT 1 FROM received_soon LIMIT 1').get() !== undefined

  function enterAll(): boolean {
    const rows = store.statement('SELECT answers FROM received_soon ORDER BY id').all()
    if (rows.length === 0) return false
    const byNumber = new Map<number, Receiving | undefined>()
    const sourceOf = (source: NotedSource): Receiving | undefined => {
      if (typeof source !== 'number') return sources.of(source.receiver, source.call)
      if (!byNumber.has(source)) byNumber.set(source, sources.stored(source))
      return byNumber.get(source)
    }
    enter(
      store,
      sources,
      rows.flatMap((row) => answersIn(text(row, 'answers'), sourceOf)),
    )
    store.statement('DELETE FROM received_soon').run()
    return true
  }

  /** They are kept, and entered with the next ones or at the next start. */
  const failed = (error: unknown) => log.error('ledger.not-entered', { reason: String(error) })

  async function enterKept(): Promise<void> {
    const some = await store.write(enterAll)
    forget()
    if (some) entered()
  }

  function work(): void {
    clearTimeout(timer)
    timer = undefined
    if (entering || store.closed()) return
    entering = enterKept()
      .catch(failed)
      .finally(() => {
        entering = undefined
      })
  }

  return {
    keep(some) {
      store.statement('INSERT INTO received_soon (answers) VALUES (?)').run(lineOf(some))
    },
    kept(some) {
      for (const { source, at, items, perhaps } of some) {
        let own = known.get(source.who)
        if (!own) known.set(source.who, (own = new Map()))
        for (const item of items) {
          const key = keyOf(item, dayOf(item[1], at))
          own.set(key, perhaps && own.get(key) !== false)
        }
      }
      answers += some.length
      if (closed) return
      if (answers >= mostAnswers) work()
      else timer ??= setTimeout(work, afterMs).unref()
    },
    perhaps: ({ who }, item, day) => known.get(who)?.get(keyOf(item, day)),
    any,
    enterAll,
    catchUp() {
      if (!any()) return
      store.ahead(enterAll)
      forget()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await entering
      // Also for what is about to be kept by a write that is queued.
      if (!store.closed()) await store.write(enterAll).catch(failed)
    },
  }
}

const lineOf = (answers: readonly Entered[]): string =>
  JSON.stringify(
    answers.map(({ source: { id, receiver, call }, at, items, perhaps, ...one }) => [
      id ?? { receiver, call },
      at,
      items,
      (perhaps ? broken : 0) | (one.fresh ? fresh : 0),
    ]),
  )

function answersIn(
  line: string,
  sourceOf: (source: NotedSource) => Receiving | undefined,
): Entered[] {
  return parsed(line).flatMap((one): Entered[] => {
    if (!Array.isArray(one)) return []
    const [noted, at, items, how] = one as unknown[]
    if (!isSource(noted) || typeof at !== 'number' || !isItems(items) || typeof how !== 'number')
      return []
    const source = sourceOf(noted)
    if (!source) return []
    return [{ source, at, items, perhaps: (how & broken) !== 0, fresh: (how & fresh) !== 0 }]
  })
}
