/**
 * A program that is always there must be small while it rests. Import this first: schemas made before
 * it keep zod's own setting. What each part brings is in docs/adr/0020-memory.md.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { config } from 'zod'

// zod keeps a WeakMap per parse so that values may contain themselves. JSON cannot, and the entries
// outlive every minor collection.
config({ memoizer: { attach() {}, guard() {}, alloc: (_schema, _payload, empty) => empty } })

const lookEveryMs = 1_000
/** Less than this share of a core since the last look is rest. */
const restingShare = 0.02
/** A heap smaller than this is not worth a pause. */
const smallHeapBytes = 80 * 1024 * 1024

/**
 * V8 sizes its heap by the memory of the machine and under load lets garbage grow to 200 MB before it
 * looks, which is what makes it fast; afterwards it gives nothing back. So once things are quiet, it
 * is told to. Gives a function that ends this.
 */
export function collectWhenIdle(): () => void {
  const collect = collector()
  let before = process.cpuUsage()
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    const isResting = user + system < lookEveryMs * 1_000 * restingShare
    if (isResting && getHeapStatistics().total_heap_size > smallHeapBytes) collect()
  }, lookEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Node has a collector to call only when asked for at start; V8 can be asked later as well. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as (options: object) => void
  return () => {
    // With this set, a collection gives free pages back to the system; without it, work is faster.
    setFlagsFromString('--optimize-for-size')
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    setFlagsFromString('--no-optimize-for-size')
  }
}
