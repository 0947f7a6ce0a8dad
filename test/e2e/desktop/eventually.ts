import { vi } from 'vitest'

/** Waits for what an app in another process comes to by and by; long, because computers are busy. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 45_000, interval: 50 })
