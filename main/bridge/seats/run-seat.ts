/** One run of a seat's program: prepared, bounded, watched at its link, and judged by what was seen there. */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { BridgeError } from '../base/errors.ts'
import { seatEnvironment } from './environment.ts'
import { whatWentWrong } from './judge.ts'
import { markName, type ProcessRecord } from './process-record.ts'
import { recipeOf } from './recipes/all.ts'
import type { LinkCommand, Trouble } from './recipes/recipe.ts'
import { runProgram } from './run-program.ts'
import type { Errand, RunningSeat, Seat, SeatLink, SeatResult } from './types.ts'

export interface RunDeps {
  scratchOf: (participant: string) => string
  record: ProcessRecord
  link: LinkCommand
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  limits: () => { minutes: number; calls: number }
  now: () => number
  graceMs: () => number
  changed: () => void
}

export interface SeatRun {
  id: string
  running(): RunningSeat
  admit(stream: Duplex): SeatLink
  stop(reason: string): void
  ended: Promise<SeatResult>
}

/** Once it has done what it was run for, a program may say its last words and no more. */
const lastWordsMs = 60_000

/** A command line takes it as a value, so it never begins with a dash, as base64url does now and then. */
export const newRunId = (): string => randomBytes(12).toString('hex')

export function runSeat(seat: Seat, errand: Errand, deps: RunDeps): SeatRun {
  const { participant, program } = seat
  const recipe = recipeOf(program)
  const id = newRunId()
  const { minutes, calls: mostCalls } = deps.limits()
  const since = deps.now()
  const ending = new AbortController()
  const streams = new Set<Duplex>()
  const calls: string[] = []
  let [stopped, trouble] = [null as string | null, undefined as Trouble | undefined]
  let [linked, tooMany] = [false, false]
  let lastWords: NodeJS.Timeout | undefined

  const isDone = (ended: boolean) => errand.done({ calls, ended })

  async function run(): Promise<SeatResult> {
    const seconds = minutes * 60
    const scratch = deps.scratchOf(participant)
    const { env, args: own, prepare, passes } = { ...recipe, env: deps.env, args: seat.args }
    if (recipe.hasLogin?.({ env, home: env['HOME'] ?? homedir(), args: own }) === false) {
      const error = new BridgeError('seat-no-login', { program: recipe.title, participant })
      return { error, calls: 0, seconds: 0 }
    }
    const link = {
      ...deps.link,
      args: [...deps.link.args, '--as', participant, '--run', id],
    }
    const { folder, readOnly } = seat
    const prepared = prepare({ folder, scratch, link, readOnly, args: own, seconds })
    await mkdir(scratch, { recursive: true, mode: 0o700 })
    for (const [name, text] of Object.entries(prepared.files ?? {})) {
      await writeFile(join(scratch, name), text, { mode: 0o600 })
    }
    const ran = await runProgram({
      path: seat.path,
      args: prepared.args,
      env: seatEnvironment({
        env,
        platform: deps.platform,
        path: seat.path,
        passes,
        own: { ...prepared.env, [markName]: id },
      }),
      folder,
      prompt: errand.prompt,
      seconds,
      started: (pid) => deps.record.add(id, pid),
      line(text) {
        trouble ??= recipe.troubleIn?.(text)
        if (trouble !== undefined) ending.abort()
      },
      signal: ending.signal,
      graceMs: deps.graceMs,
    })
    const overCalls = tooMany ? mostCalls : null
    const took = Math.round((deps.now() - since) / 1000)
    const seen = { ...ran, recipe, participant, seconds: took, linked, overCalls, trouble, stopped }
    return {
      error: whatWentWrong({ ...seen, done: isDone(true) }),
      calls: calls.length,
      seconds: took,
    }
  }

  const ended = run()
    .catch((thrown: unknown) => {
      const problem = thrown instanceof Error ? thrown.message : String(thrown)
      const error = new BridgeError('seat-failed', { program: recipe.title, participant, problem })
      return { error, calls: calls.length, seconds: 0 }
    })
    .finally(async () => {
      clearTimeout(lastWords)
      for (const stream of streams) stream.destroy()
      await deps.record.remove(id)
    })

  return {
    id,
    running: () => ({
      participant,
      program,
      title: recipe.title,
      about: errand.about,
      since,
      calls: calls.length,
    }),
    admit(stream) {
      linked = true
      streams.add(stream)
      stream.once('close', () => streams.delete(stream))
      return {
        title: recipe.title,
        called(tool) {
          calls.push(tool)
          if (calls.length > mostCalls) {
            tooMany = true
            ending.abort()
          }
          deps.changed()
        },
        answered() {
          if (!isDone(false)) return
          clearTimeout(lastWords)
          lastWords = setTimeout(() => ending.abort(), lastWordsMs).unref()
        },
      }
    },
    stop(reason) {
      stopped ??= reason
      ending.abort()
    },
    ended,
  }
}
