/**
 * The one source for who listens. Every tool call passes through here, so noting one is a few writes
 * to memory; the disk hears of it once a minute, and the panel a few times a second at most.
 */
import type { Clock, Log } from '../base/ports.ts'
import { databaseBytes } from '../store/disk-reserve.ts'
import type { Store } from '../store/types.ts'
import { forgetSeen, readSeen, writeSeen } from './seen-rows.ts'
import type { CallingClient, ClientPresence, Presence } from './types.ts'

/** Whoever called within this time is likely to look again by itself. */
export const latelyMs = 5 * 60_000
const writeEveryMs = 60_000
/** What one client takes in the table, its name included. */
const rowBytes = 1_024
const notifyAfterMs = 200
/** On the far side of the moment, so that it has come when it is told of. */
const fadeAfterMs = 50
/** A call after this long is news to the panel even when the state stays the same. */
const newsAfterMs = 30_000

interface Known extends CallingClient {
  participant: string
  lastSeen: number
  waits: Set<{ since: number; thread: string | undefined }>
  unwritten: boolean
}

const nobody = { state: 'away', since: null, lastSeen: null, waitsFor: [] } as const

export function createPresence(deps: { store: Store; clock: Clock; log: Log }): Presence {
  const { store, clock, log } = deps
  const people = new Map<string, Map<string, Known>>()
  const listeners = new Set<() => void>()
  let notifyTimer: NodeJS.Timeout | undefined
  let fading: NodeJS.Timeout | undefined

  for (const { participant, client, name, lastSeen } of readSeen(store)) {
    clientsOf(participant).set(client, {
      participant,
      id: client,
      name,
      // A clock that was set back: nobody can have called in the future.
      lastSeen: Math.min(lastSeen, clock.now()),
      waits: new Set(),
      unwritten: false,
    })
  }

  function clientsOf(participant: string): Map<string, Known> {
    let clients = people.get(participant)
    if (!clients) people.set(participant, (clients = new Map()))
    return clients
  }

  function changed(): void {
    if (listeners.size === 0) return
    notifyTimer ??= setTimeout(() => {
      notifyTimer = undefined
      for (const listener of listeners) listener()
    }, notifyAfterMs).unref()
    fadeInTime()
  }

  /** Whoever called lately is away some time later, with nothing happening in between. */
  function fadeInTime(): void {
    if (fading) return
    const now = clock.now()
    const left = all()
      .filter(({ waits, lastSeen }) => waits.size === 0 && Math.abs(now - lastSeen) <= latelyMs)
      .map(({ lastSeen }) => Math.max(0, lastSeen + latelyMs - now))
    if (left.length === 0) return
    const fade = (): void => {
      fading = undefined
      changed()
    }
    fading = setTimeout(fade, Math.min(...left) + fadeAfterMs).unref()
  }

  function note(participant: string, { id, name }: CallingClient): Known {
    const clients = clientsOf(participant)
    const now = clock.now()
    let known = clients.get(id)
    if (!known) {
      known = { participant, id, name, lastSeen: 0, waits: new Set(), unwritten: true }
      clients.set(id, known)
    }
    const isNews = Math.abs(now - known.lastSeen) > newsAfterMs
    known.name = name
    known.lastSeen = now
    known.unwritten = true
    if (isNews) changed()
    return known
  }

  const all = () => [...people.values()].flatMap((clients) => [...clients.values()])

  async function write(): Promise<void> {
    const rows = all().filter(({ unwritten }) => unwritten)
    // Remembered in memory until the disk has room again.
    if (rows.length > 0 && !store.room.has(databaseBytes(rowBytes * rows.length))) return
    for (const row of rows) row.unwritten = false
    await writeSeen(
      store,
      rows.map(({ participant, id, name, lastSeen }) => ({
        participant,
        client: id,
        name,
        lastSeen,
      })),
    )
  }

  const writing = setInterval(() => {
    write().catch((error: unknown) => log.warn('presence.not-written', { reason: String(error) }))
  }, writeEveryMs).unref()

  function of(participant: string) {
    const now = clock.now()
    const clients = [...(people.get(participant)?.values() ?? [])]
      .map((known) => presenceOf(known, now))
      .toSorted(byListening)
    const [most] = clients
    if (!most) return { ...nobody, at: now, clients }
    const { state, since } = most
    const lastSeen = Math.max(...clients.map((client) => client.lastSeen ?? 0))
    return { state, since, lastSeen, waitsFor: waitedFor(clients), at: now, clients }
  }

  return {
    of,
    list: () => [...people.keys()].map((participant) => ({ participant, ...of(participant) })),
    called: (participant, client) => void note(participant, client),
    waits(participant, client, thread) {
      const known = note(participant, client)
      const wait = { since: known.lastSeen, thread }
      known.waits.add(wait)
      changed()
      return () => {
        if (!known.waits.delete(wait)) return
        known.lastSeen = clock.now()
        known.unwritten = true
        changed()
      }
    },
    async forget(clientId) {
      for (const clients of people.values()) clients.delete(clientId)
      changed()
      await forgetSeen(store, clientId)
    },
    onChange(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    async stop() {
      clearInterval(writing)
      clearTimeout(notifyTimer)
      clearTimeout(fading)
      await write()
    },
  }
}

function presenceOf({ id, name, lastSeen, waits }: Known, now: number): ClientPresence {
  if (waits.size === 0) {
    const state = Math.abs(now - lastSeen) <= latelyMs ? 'lately' : 'away'
    return { id, name, state, since: lastSeen, lastSeen, waitsFor: [] }
  }
  const since = Math.min(...[...waits].map((wait) => wait.since))
  const threads = [...waits].flatMap(({ thread }) => thread ?? [])
  const waitsFor = threads.length < waits.size ? 'anything' : [...new Set(threads)]
  return { id, name, state: 'waiting', since, lastSeen, waitsFor }
}

function waitedFor(clients: readonly ClientPresence[]): ClientPresence['waitsFor'] {
  if (clients.some(({ waitsFor }) => waitsFor === 'anything')) return 'anything'
  return [...new Set(clients.flatMap(({ waitsFor }) => (waitsFor === 'anything' ? [] : waitsFor)))]
}

const rank = { waiting: 0, lately: 1, away: 2 }

/** Those who listen first, and of those the one seen last. */
const byListening = (a: ClientPresence, b: ClientPresence): number =>
  rank[a.state] - rank[b.state] || (b.lastSeen ?? 0) - (a.lastSeen ?? 0)
