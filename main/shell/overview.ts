/**
 * What the tray and the notifications know of the bridge: asked for again whenever something
 * changed, one question at a time, and not more often than an eye can follow.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Approval, Client, Control, MethodResult, Status, Topic } from '../contract.ts'
import type { Settings } from '../contract/settings-schema.ts'
import type { Log } from '../bridge/base/ports.ts'
import type { SettingsStore } from '../bridge/settings/settings.ts'
import { call } from './call.ts'

export interface Overview {
  status: Status
  approvals: Approval[]
  clients: Client[]
  settings: Settings
  /** The newest; those that have ended among them. */
  talks: MethodResult<'talks.list'>
  /** Programs that answer for somebody. */
  seats: MethodResult<'seats.list'>
  /** What waits at the gate, oldest first. */
  held: MethodResult<'held.list'>
  /** When it was asked for. */
  at: number
}

export interface OverviewDeps {
  control: Control
  settings: Pick<SettingsStore, 'get' | 'onChange'>
  log: Log
}

export type OverviewListener = (now: Overview, before: Overview | undefined) => void

const restMs = 100
/** How long somebody has been waited for changes by itself. */
const clockMs = 30_000
const newestTalks = 20

const relevant: ReadonlySet<Topic> = new Set([
  'status',
  'approvals',
  'clients',
  'participants',
  'messages',
  'tunnel',
  'settings',
  'talks',
  'held',
  'seats',
])

/** Tells the listener at once and at every change, until the returned function is called. */
export function followOverview(deps: OverviewDeps, listener: OverviewListener): () => void {
  const { control, settings, log } = deps
  let before: Overview | undefined
  let loading = false
  let stale = false
  const ending = new AbortController()
  const { signal } = ending

  const ask = async (): Promise<Overview> => {
    const [status, approvals, clients, talks, seats, held] = await Promise.all([
      call(control, 'status.get', {}),
      call(control, 'approvals.list', {}),
      call(control, 'clients.list', {}),
      call(control, 'talks.list', { limit: newestTalks }),
      call(control, 'seats.list', {}),
      call(control, 'held.list', {}),
    ])
    const rest = { settings: settings.get(), at: Date.now() }
    return { status, approvals, clients, talks, seats, held, ...rest }
  }
  let clock: NodeJS.Timeout | undefined
  const again = (waiting: boolean): void => {
    clearTimeout(clock)
    clock = waiting ? setTimeout(changed, clockMs).unref() : undefined
  }
  const look = async (): Promise<void> => {
    stale = true
    if (loading) return
    loading = true
    while (stale && !signal.aborted) {
      stale = false
      try {
        const now = await ask()
        if (!signal.aborted) listener(now, before)
        before = now
        again(now.talks.some(({ waitingSince }) => waitingSince !== null))
      } catch (error) {
        log.warn('overview.failed', { error: String(error) })
      }
      await delay(restMs)
    }
    loading = false
  }
  function changed(): void {
    void look()
  }

  const stops = [
    control.onEvent(({ topic }) => relevant.has(topic) && changed()),
    settings.onChange(changed),
  ]
  changed()
  return () => {
    ending.abort()
    clearTimeout(clock)
    for (const stop of stops) stop()
  }
}
