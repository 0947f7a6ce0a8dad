/** What is remembered of one caller: small, and free of addresses, user agents and secrets. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { problemSchema } from '../../../contract/method.ts'
import { eventRungIds, rungIds, type EventRungId, type RungId } from './rungs.ts'

const rungSchema = z.object({
  state: z.enum(['done', 'failed']),
  at: z.number(),
  request: z.string().nullable(),
})

/** As it is kept on disk. */
export const ladderStateSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  agent: z.string(),
  vendor: z.string(),
  clientId: z.string().nullable(),
  /** Ids it had before; a client that uses one again is the same. */
  formerIds: z.array(z.string()),
  origin: z.string().nullable(),
  firstAt: z.number(),
  lastAt: z.number(),
  rungs: z.partialRecord(z.enum([...rungIds, ...eventRungIds]), rungSchema),
  /** The request that was refused last; forgotten when it gets further. */
  fault: z
    .object({ rung: z.enum(rungIds).nullable(), at: z.number(), problem: problemSchema })
    .nullable(),
  /** What is wrong with waking it by events; calls say nothing about that. */
  eventFault: z
    .object({ rung: z.enum(eventRungIds), problem: problemSchema, words: z.string() })
    .nullable()
    .default(null),
  /** It knows where /mcp is. */
  foundMcp: z.boolean(),
  /** What it asked for in place of /mcp. */
  wrongPath: z.string().nullable(),
  /** When the owner revoked it; null again once it signs in anew. */
  revokedAt: z.number().nullable().default(null),
  /** Requests for an event stream since it last did anything else. */
  streamProbes: z.number(),
  /** Times of registrations since it last went on to sign in. */
  registrations: z.array(z.number()),
  /** Times of the newest refreshes since its last call. */
  refreshes: z.array(z.number()),
  refreshedAt: z.number().nullable().default(null),
  /** Calls with a bad token since the last good one. */
  refusedTokens: z.number(),
  /** The newest answer that took longer than its vendor waits. */
  slow: z
    .object({ request: z.string(), at: z.number(), tookMs: z.number(), deadlineMs: z.number() })
    .nullable(),
  approvalTookMs: z.number().nullable(),
})

export type LadderState = z.infer<typeof ladderStateSchema>

const mostTimes = 8

export function newLadder(from: { agent: string; vendor: string; now: number }): LadderState {
  return {
    id: `ladder-${randomUUID().slice(0, 8)}`,
    name: null,
    agent: from.agent,
    vendor: from.vendor,
    clientId: null,
    formerIds: [],
    origin: null,
    firstAt: from.now,
    lastAt: from.now,
    rungs: {},
    fault: null,
    eventFault: null,
    foundMcp: false,
    wrongPath: null,
    revokedAt: null,
    streamProbes: 0,
    registrations: [],
    refreshes: [],
    refreshedAt: null,
    refusedTokens: 0,
    slow: null,
    approvalTookMs: null,
  }
}

/** The newest few times, the given one last. */
export const withTime = (times: readonly number[], now: number): number[] =>
  [...times, now].slice(-mostTimes)

export const isDone = (ladder: LadderState, rung: RungId | EventRungId): boolean =>
  ladder.rungs[rung]?.state === 'done'

/** It has made a call since its newest sign-in. */
export const isConnected = (ladder: LadderState): boolean => isDone(ladder, 'called')

/** So many refreshes with no call between them are a loop. */
export const refreshLoop = { times: 6, withinMs: 5 * 60_000 }

/** It is known to work; calls have nothing more to tell. */
export const isSettled = (ladder: LadderState): boolean =>
  isDone(ladder, 'used') &&
  isDone(ladder, 'called') &&
  ladder.fault === null &&
  ladder.revokedAt === null &&
  ladder.refusedTokens === 0 &&
  ladder.refreshes.length < refreshLoop.times
