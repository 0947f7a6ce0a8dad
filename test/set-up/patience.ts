/**
 * How long tests wait for what comes: a busy machine may need more than one second, and a quick one is looked at
 * often, because half an interval is waited for in vain.
 */
import { beforeAll, vi } from 'vitest'

const timeout = 10_000
const interval = 10
const marker = Symbol.for('drawbridge.patience')

// Runs before every file, in a process that several files share.
if (!Reflect.has(vi, marker)) {
  const { waitFor } = vi
  const patient: typeof waitFor = (callback, options = {}) => {
    const given = typeof options === 'number' ? { timeout: options } : options
    // Each look moves pretended time on by the interval.
    return waitFor(callback, { timeout, ...(!vi.isFakeTimers() && { interval }), ...given })
  }
  Object.assign(vi, { waitFor: patient, [marker]: true })
}

beforeAll(async () => {
  if (typeof document === 'undefined') return
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: timeout })
})
