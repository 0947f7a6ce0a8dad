/**
 * The owner's settings: settings.json in the data folder, written by people and by the panel. Only
 * what was chosen is in the file, so that better defaults reach everybody else; a file that cannot be
 * understood is refused and left as it is.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { writeFileAtomically } from '../base/atomic-file.ts'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'
import {
  settingsSchema,
  type Settings,
  type SettingsPatch,
} from '../../contract/settings-schema.ts'
import { isObject } from '../base/is-object.ts'

export interface SettingsStore {
  /** The file they are in. */
  readonly path: string
  get(): Settings
  /**
   * Resolves with the new settings once they are on disk. Throws `invalid-input`. A patch that depends on what is chosen already is
   * made when its turn comes, so that of two at once none is lost.
   */
  update(patch: SettingsPatch | ((now: Settings) => SettingsPatch)): Promise<Settings>
  /** Returns the function that ends it. */
  onChange(listener: (settings: Settings) => void): () => void
}

type Json = Record<string, unknown>

/** Throws `settings-invalid` naming what is wrong. */
export async function openSettings(dataDir: string): Promise<SettingsStore> {
  const path = join(dataDir, 'settings.json')
  let chosen = await readChosen(path)
  let settings = parse(chosen, (problem) => new BridgeError('settings-invalid', { path, problem }))
  let lastWrite: Promise<unknown> = Promise.resolve()
  const listeners = new Set<(settings: Settings) => void>()

  async function apply(patch: SettingsPatch | ((now: Settings) => SettingsPatch)) {
    const next = merge(chosen, typeof patch === 'function' ? patch(settings) : patch)
    const parsed = parse(next, (problem) => new BridgeError('invalid-input', { problem }))
    await writeFileAtomically(path, `${JSON.stringify(next, null, 2)}\n`)
    chosen = next
    settings = parsed
    for (const listener of listeners) listener(settings)
    return settings
  }

  return {
    path,
    get: () => settings,
    update(patch) {
      const update = lastWrite.then(() => apply(patch))
      lastWrite = update.catch(() => {})
      return update
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

async function readChosen(path: string): Promise<Json> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {}
    throw new BridgeError('settings-invalid', { path, problem: String(error) }, { cause: error })
  }
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch (error) {
    const problem = `it is not JSON (${error instanceof Error ? error.message : String(error)})`
    throw new BridgeError('settings-invalid', { path, problem }, { cause: error })
  }
  throw new BridgeError('settings-invalid', { path, problem: 'it is not an object { … }' })
}

function parse(value: Json, refuse: (problem: string) => BridgeError): Settings {
  const result = settingsSchema.safeParse(value)
  if (result.success) return result.data
  throw refuse(result.error.issues.map(inWords).join('; '))
}

const inWords = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.')}: ${message}`

/** `null` removes a choice; an object is merged, so that keys we do not know stay. */
function merge(into: Json, patch: object): Json {
  const merged: Json = { ...into }
  for (const [key, value] of Object.entries(patch)) {
    const before = merged[key]
    if (value === undefined) continue
    if (value === null) delete merged[key]
    else if (isObject(value)) merged[key] = merge(isObject(before) ? before : {}, value)
    else merged[key] = value
  }
  return merged
}

/** The limits as they are at the moment they are asked for: a change counts for the next write. */
export const currentLimits = (settings: Pick<SettingsStore, 'get'>): Settings['limits'] => ({
  get messageBytes() {
    return settings.get().limits.messageBytes
  },
  get fileBytes() {
    return settings.get().limits.fileBytes
  },
  get storageBytes() {
    return settings.get().limits.storageBytes
  },
})
