/** Waking over a real store, conversation and talks; programs and applications stand in as functions. */
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { createPresence } from '../../main/bridge/presence/presence.ts'
import { readSeats } from '../../main/bridge/seats/seat-rows.ts'
import type { Errand, SeatResult, Seats } from '../../main/bridge/seats/types.ts'
import { createPosition } from '../../main/bridge/settings/position.ts'
import { openSettings } from '../../main/bridge/settings/settings.ts'
import type { Bell } from '../../main/bridge/wake/types.ts'
import { createWaking } from '../../main/bridge/wake/waking.ts'
import { freshConversation } from '../conversation/fresh-conversation.ts'
import { talksOver } from '../talk/open-talks.ts'

type Program = (errand: Errand) => Promise<void>

export const failing: Program = () =>
  Promise.reject(new BridgeError('seat-quota', { program: 'A program' }))

export interface WakingWorld {
  perMinute?: number
  perDay?: number
  answerMs?: number
  recentMs?: number
}

export async function openWaking(options: WakingWorld = {}) {
  const { conversation, store, dir } = freshConversation()
  const talks = talksOver(conversation, store)
  const settings = await openSettings(dir)
  const position = createPosition(settings)
  const presence = createPresence({ store, clock: systemClock, log: silentLog })
  onTestFinished(() => presence.stop())
  const programs = new Map<string, Program>()
  const errands: { participant: string; errand: Errand }[] = []
  const stopped: string[] = []
  const bells: Bell[] = []
  const seats = {
    get: (participant: string) =>
      programs.has(participant) ? { ...readSeats(store)[0], participant } : undefined,
    async run(participant: string, errand: Errand): Promise<SeatResult> {
      errands.push({ participant, errand })
      try {
        await programs.get(participant)?.(errand)
        const done = errand.done({ calls: ['send_message'], ended: true })
        const error = done ? null : new BridgeError('seat-no-hand-in', { program: 'A program' })
        return { error, calls: 1, seconds: 0 }
      } catch (error) {
        if (!(error instanceof BridgeError)) throw error
        return { error, calls: 0, seconds: 0 }
      }
    },
    stop: (_participant: string, reason: string) => stopped.push(reason) > 0,
    stopAll: (reason: string) => void stopped.push(reason),
    onChange: () => () => {},
  } as unknown as Seats
  const make = () =>
    createWaking({
      store,
      conversation,
      talks,
      presence,
      position,
      seats,
      bells,
      budgets: () => ({ perMinute: options.perMinute ?? 60, perDay: options.perDay ?? 100 }),
      clock: systemClock,
      log: silentLog,
      timings: {
        settleMs: 1,
        recentMs: options.recentMs ?? 0,
        answerMs: options.answerMs ?? 5,
        againMs: 1,
      },
    })
  const waking = make()
  onTestFinished(() => waking.stop())
  await waking.start()
  return {
    conversation,
    store,
    talks,
    presence,
    position,
    waking,
    make,
    programs,
    errands,
    stopped,
    bells,
    /** A program that reads its letters. */
    reads: (participant: string): Program => {
      return async () => void (await conversation.inbox(participant))
    },
    /** The attempts so far, oldest first, once they are as many and have ended. */
    async attempts(count: number, participant = 'chatgpt'): Promise<string[]> {
      for (;;) {
        const log = waking.log({ participant }).toReversed()
        const ended = log.filter(({ outcome }) => outcome !== null && outcome !== 'told')
        if (ended.length >= count) return log.map(({ door, outcome }) => `${door} ${outcome}`)
        await delay(2)
      }
    },
  }
}

export const letter = (text = 'Would you look?') => ({ to: ['chatgpt'], text })
