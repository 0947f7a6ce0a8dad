/** Settings, and what can be done with the data folder as a whole. */
import { z } from 'zod'
import { method, nothing } from './method.ts'
import { settingsSchema } from './settings-schema.ts'

const shown = z.object({
  settings: settingsSchema,
  /** The file they are in. */
  path: z.string(),
  /** Names of settings that were changed and count from the next start. */
  afterRestart: z.array(z.string()),
})

export const settingsMethods = {
  'settings.get': method(nothing, shown),
  /** What is left out stays, null brings a default back; nothing is changed when anything is wrong. */
  'settings.update': method(z.object({ patch: z.record(z.string(), z.unknown()) }), shown),
  /** A copy of the data folder that can be put in its place; made while the bridge runs. */
  'data.backup': method(
    nothing,
    z.object({ path: z.string(), bytes: z.number(), damage: z.string().nullable() }),
  ),
  /**
   * Removes for good the texts that were archived, and the contents of files deleted, so many days
   * ago; with `oldVersions` also contents that were replaced. What is unread stays.
   */
  'data.purge': method(
    z.object({
      olderThanDays: z.int().min(0).max(36_500),
      oldVersions: z.boolean().default(false),
    }),
    z.object({ entries: z.number(), contents: z.number(), bytes: z.number() }),
  ),
  /** Moves everything aside (nothing is destroyed) and ends the bridge; `confirm` is the word RESET. */
  'data.reset': method(z.object({ confirm: z.string() }), z.object({ movedTo: z.string() })),
  /** Versions, settings, states and the newest traffic and audit entries; no text, no secret, no name. */
  'diagnostics.make': method(nothing, z.object({ fileName: z.string(), text: z.string() })),
} as const
