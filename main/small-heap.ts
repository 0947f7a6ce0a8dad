/**
 * A program that is always there must be small while it rests. Import this first: schemas made before
 * it keep zod's own setting. What each part brings is in docs/adr/0020-memory.md.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { config } from 'zod'

// zod keeps a WeakMap per parse so that values may contain themselves. JSON cannot, and the entries
// outlive every minor collection.
config({ memoizer: { attach() {}, guard() {}, alloc: (_schema, _payload, empty) => empty } })

const lookEveryMs = 1_000
/** Less than this share of a core since the last look is rest. */
const restingShare = 0.02
/** Work comes in bursts; a heap made small between two of them has to grow again. What a start left goes at once. */
const restingLooks = { first: 1, later: 10 }
/** Once after each time something was done, and not for a request or two. */
const workedShare = 0.2

/**
 * Of a call nearly nothing outlives it, so a young generation of 1 MB is enough, and an old one that is collected when
 * it has grown by a third. V8 would let the first grow to 64 MB under load and the second to three times what lives in
 * it, and while running nothing but how they grow can be changed. Much of a start stays, so it may grow until then.
 */
function growLittle(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=30')
}

/**
 * To be called when a start is over. V8 sizes its heap by the memory of the machine and under load lets garbage grow to
 * 200 MB before it looks, which is what makes it fast; afterwards it gives nothing back. So once things have been
 * quiet for a while, it is told to; `releaseMore` lets go of what others hold. Gives its end.
 */
export function collectWhenIdle(releaseMore: () => void): () => void {
  growLittle()
  let collect: (() => void) | undefined
  let before = process.cpuUsage()
  let rested = 0
  let worked = true
  let looks = restingLooks.first
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    const share = (user + system) / (lookEveryMs * 1_000)
    rested = share < restingShare ? rested + 1 : 0
    if (share > workedShare) worked = true
    if (!worked || rested < looks) return
    worked = false
    looks = restingLooks.later
    releaseMore()
    collect ??= collector()
    collect()
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
