/** Saving one setting at a time, and taking the last change back. */
import { createContext, use, useState } from 'react'
import type { MethodResult } from '../../../main/contract.ts'
import { useInvoke } from '../../data/hooks.ts'
import { patchOf, valueOf } from './numbers.ts'

export type Settings = MethodResult<'settings.get'>['settings']

interface LastChange {
  label: string
  name: string
  before: unknown
  undone: boolean
}

interface Desk {
  settings: Settings
  /** Names of settings that count from the next start. */
  afterRestart: readonly string[]
  /** Throws what the bridge says; then nothing has changed. */
  save: (name: string, label: string, value: unknown) => Promise<void>
}

export const SettingsDesk = createContext<Desk | null>(null)

export function useSettings(): Desk {
  const desk = use(SettingsDesk)
  if (!desk) throw new Error('There are no settings around this component.')
  return desk
}

/** What the view shows of the last change, and the desk its fields work at. */
export function useSettingsDesk(shown: MethodResult<'settings.get'> | undefined) {
  const invoke = useInvoke()
  const [last, setLast] = useState<LastChange>()
  const save: Desk['save'] = async (name, label, value) => {
    const before = valueOf(shown?.settings ?? {}, name)
    await invoke('settings.update', { patch: patchOf(name, value) })
    setLast({ label, name, before, undone: false })
  }
  const undo = async (): Promise<void> => {
    if (!last) return
    await invoke('settings.update', { patch: patchOf(last.name, last.before) })
    setLast({ ...last, undone: true })
  }
  const desk = shown && { settings: shown.settings, afterRestart: shown.afterRestart, save }
  return { desk, last, undo, forget: () => setLast(undefined) }
}
