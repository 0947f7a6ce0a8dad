/**
 * npm runs a script through a shell, and a signal sent to npm ends that shell without reaching the
 * script (Debian's dash). What the script can see is that its parent has changed.
 */

const parent = process.ppid
const runByNpm = process.env.npm_lifecycle_event !== undefined

export const isNpmGone = () => runByNpm && process.ppid !== parent

/**
 * Calls `onGone` once, soon after npm was ended; never when the script was started without npm.
 *
 * @param {() => void} onGone
 */
export function whenNpmGone(onGone) {
  if (!runByNpm) return
  const watch = setInterval(() => {
    if (!isNpmGone()) return
    clearInterval(watch)
    onGone()
  }, 200)
  watch.unref()
}
