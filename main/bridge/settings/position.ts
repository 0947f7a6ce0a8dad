/**
 * Whether the bridge is raised (nothing crosses) or lowered (open). Kept in the settings, so that it
 * stays over restarts. Raising counts before the disk knows: a full disk must not keep it down.
 */
import type { Settings } from '../../contract/settings-schema.ts'
import type { SettingsStore } from './settings.ts'

export type Placement = Settings['position']

export interface Position {
  get(): Placement
  /** Resolves when it is kept for the next start too. */
  move(to: Placement): Promise<void>
  onChange(listener: () => void): () => void
}

export function createPosition(
  settings: Pick<SettingsStore, 'get' | 'update' | 'onChange'>,
): Position {
  const listeners = new Set<() => void>()
  let position = settings.get().position

  function take(next: Placement): void {
    if (next === position) return
    position = next
    for (const listener of listeners) listener()
  }
  settings.onChange((changed) => take(changed.position))

  return {
    get: () => position,
    async move(to) {
      if (to === 'raised') take(to)
      await settings.update({ position: to })
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
