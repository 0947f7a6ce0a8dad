/**
 * Programs that answer for a participant. A seat is the owner's word that a program may be run for one
 * turn; here it is kept, run at most once at a time, and ended with everything it started.
 */
import { mkdir, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve, sep } from 'node:path'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'
import type { Clock, Log } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import { findProgram, versionOf } from './find-program.ts'
import { createProcessRecord } from './process-record.ts'
import { recipeOf, recipes } from './recipes/all.ts'
import type { LinkCommand, Recipe } from './recipes/recipe.ts'
import { runSeat, type SeatRun } from './run-seat.ts'
import { deleteSeat, putSeat, readSeats, type Seat } from './seat-rows.ts'
import type { Seats } from './types.ts'

export interface SeatsDeps {
  store: Store
  dataDir: string
  /** How a program starts its link to this bridge. */
  link: LinkCommand
  env: NodeJS.ProcessEnv
  platform?: NodeJS.Platform
  home?: string
  limits: () => { minutes: number; calls: number }
  clock: Clock
  log: Log
}

/** How long a program may take to end by itself when it is asked to. */
const graceMs = 5_000
/** The bridge itself has 4.5 seconds to end. */
const graceAtQuitMs = 1_500

export function createSeats(deps: SeatsDeps): Seats {
  const { store, dataDir, link, env, limits, clock, log } = deps
  const { platform = process.platform, home = homedir() } = deps
  const where = { env, platform, home }
  const record = createProcessRecord(dataDir, platform)
  const seats = new Map(readSeats(store).map((seat) => [seat.participant, seat]))
  const runs = new Map<string, SeatRun>()
  const listeners = new Set<() => void>()
  let closing = false

  const scratchOf = (participant: string) => join(dataDir, 'seats', participant)
  const changed = () => {
    for (const listener of listeners) listener()
  }

  function require(participant: string): Seat {
    const seat = seats.get(participant)
    if (!seat) throw new BridgeError('no-seat', { participant })
    return seat
  }

  /** A folder in which the model finds nothing of the bridge's own. */
  async function checkFolder(given: string): Promise<string> {
    const folder = resolve(given)
    const refuse = (problem: string) => new BridgeError('seat-folder', { folder, problem })
    if (!isAbsolute(given)) throw refuse('it is not an absolute path')
    try {
      if (!(await stat(folder)).isDirectory()) throw refuse('it is no folder')
    } catch (error) {
      if (errorCode(error) === 'ENOENT') throw refuse('it is not there')
      throw error
    }
    const inside = (path: string, of: string) =>
      path === of || path.startsWith(of.endsWith(sep) ? of : of + sep)
    if (inside(dataDir, folder) || inside(folder, dataDir)) {
      throw refuse('the data of the bridge is in it')
    }
    return folder
  }

  async function checkProgram(recipe: Recipe, participant: string, path: string | undefined) {
    const found = path ?? (await findProgram(recipe, where))
    const there = found !== undefined && isAbsolute(found) && (await isFile(found))
    if (!there) {
      const program = recipe.program === undefined ? (path ?? 'The command') : recipe.title
      throw new BridgeError('seat-program-missing', { program, participant })
    }
    return found
  }

  return {
    async start() {
      const ended = await record.endStale()
      if (ended > 0) log.warn('seats.ended-stale', { groups: ended })
    },
    programs: () =>
      Promise.all(
        recipes.map(async (recipe) => {
          const path = (await findProgram(recipe, where)) ?? null
          const version = path === null ? null : await versionOf(recipe, path, where)
          return { recipe, path, version }
        }),
      ),
    list: () => [...seats.values()].toSorted((a, b) => (a.participant < b.participant ? -1 : 1)),
    get: (participant) => seats.get(participant),

    async set({ participant, program, folder: given, readOnly, path, args = [], anyVersion }) {
      const recipe = recipeOf(program)
      const { title, versions } = recipe
      if (!readOnly && !recipe.mayWrite) throw new BridgeError('seat-read-only', { program: title })
      const folder = await checkFolder(given)
      const found = await checkProgram(recipe, participant, path)
      const version = await versionOf(recipe, found, where)
      const known = versions.length === 0 || (version !== null && versions.includes(version))
      if (!known && anyVersion !== true) {
        throw new BridgeError('seat-program-unknown', {
          program: title,
          version: version ?? 'of unknown version',
          known: versions.join(', '),
          participant,
        })
      }
      runs.get(participant)?.stop('another program was chosen')
      const seat: Seat = {
        participant,
        program,
        path: found,
        args: [...args],
        folder,
        readOnly,
        version,
        addedAt: clock.now(),
      }
      await mkdir(scratchOf(participant), { recursive: true, mode: 0o700 })
      await putSeat(store, seat)
      seats.set(participant, seat)
      changed()
      return seat
    },

    async remove(participant) {
      const seat = require(participant)
      seats.delete(participant)
      await deleteSeat(store, participant)
      const run = runs.get(participant)
      run?.stop('its seat was removed')
      await run?.ended
      await rm(scratchOf(participant), { recursive: true, force: true, maxRetries: 3 })
      changed()
      return seat
    },

    async run(participant, errand) {
      const seat = require(participant)
      if (closing || runs.has(participant)) throw new BridgeError('seat-busy', { participant })
      const run = runSeat(seat, errand, {
        scratchOf,
        record,
        link,
        env,
        platform,
        limits,
        now: clock.now,
        graceMs: () => (closing ? graceAtQuitMs : graceMs),
        changed,
      })
      runs.set(participant, run)
      changed()
      log.info('seat.started', { participant, program: seat.program })
      const result = await run.ended
      runs.delete(participant)
      changed()
      const { error, calls, seconds } = result
      log.info('seat.ended', { participant, calls, seconds, error: error?.code ?? null })
      return result
    },
    stop(participant, reason) {
      const run = runs.get(participant)
      run?.stop(reason)
      return run !== undefined
    },
    stopAll(reason) {
      for (const run of runs.values()) run.stop(reason)
    },
    running: () => [...runs.values()].map((run) => run.running()),
    admit(id, participant, stream) {
      const run = runs.get(participant)
      if (run?.id !== id) throw new BridgeError('seat-over')
      return run.admit(stream)
    },
    onChange(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    async close() {
      closing = true
      const last = [...runs.values()]
      for (const run of last) run.stop('the bridge ended')
      await Promise.all(last.map((run) => run.ended))
    },
  }
}

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isFile() ?? false
