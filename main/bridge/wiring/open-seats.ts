/** Seats, which run programs for participants, and waking them when something comes for one. */
import { homedir } from 'node:os'
import type { BridgeOptions } from './bridge-types.ts'
import { askProgram } from '../seats/ask-program.ts'
import { codex } from '../seats/recipes/codex.ts'
import { createSeats } from '../seats/seats.ts'
import type { Seats } from '../seats/types.ts'
import { claudeBell, createClaudeInbox } from '../wake/claude-inbox.ts'
import { codexBell, createCodexQueue } from '../wake/codex-queue.ts'
import type { Bell, Waking } from '../wake/types.ts'
import { createWaking } from '../wake/waking.ts'
import { createWays, type Ways } from '../wake/ways.ts'
import type { Records } from './open-records.ts'

export interface SeatsSide {
  seats: Seats
  waking: Waking
  ways: Ways
}

/** Both begin with their `start`. */
export function openSeats(
  options: BridgeOptions,
  { store, conversation, talks, presence, position }: Records,
  bells: readonly Bell[],
  closing: AsyncDisposableStack,
): SeatsSide {
  const { dataDir, linkCommand, env, settings, clock, log } = options
  const limits = () => settings.get().seats
  const seats = createSeats({ store, dataDir, link: linkCommand, env, limits, clock, log })
  closing.defer(() => seats.close())
  const ways = createWays(store)
  const asker = { env, platform: process.platform, passes: ['CODEX_HOME'] }
  const queue = createCodexQueue((args) => askProgram(codex, args, asker))
  const inbox = createClaudeInbox(env['HOME'] ?? homedir(), env)
  const waking = createWaking({
    store,
    conversation,
    talks,
    presence,
    position,
    seats,
    bells: [...bells, codexBell(queue, ways), claudeBell(inbox, ways)],
    budgets: () => settings.get().wake,
    clock,
    log,
  })
  closing.defer(() => waking.stop())
  return { seats, waking, ways }
}
