/**
 * npm runs a script through a shell, and a signal sent to npm ends that shell without reaching the
 * script (Debian's dash). What the script can see is that its parent has changed.
 */

const parent = process.ppid
const runByNpm = process.env.npm_lifecycle_event !== undefined

export const isNpmGone = () => runByNpm && process.ppid !== parent

/** Calls `tell` once, soon after npm was ended; never when the script was started without npm. */
export function whenNpmGone(tell) {
  if (!runByNpm) return
  const watch = setInterval(() => {
    if (!isNpmGone()) return
    clearInterval(watch)
    tell()
  }, 200)
  watch.unref()
}
