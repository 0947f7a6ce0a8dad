/** What keeping a record of traffic costs: two bridges, one that keeps none, asked in turns. */
import { load } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import { openSignedInBridge } from './signed-in-bridge.ts'
import { median } from './stats.ts'

const connections = 16
const rounds = 9
const secondsPerRound = 1.5

export interface TrafficCost {
  /** Calls of check_inbox per second, median of the rounds. */
  recorded: number
  unrecorded: number
}

export async function measureTrafficCost(): Promise<TrafficCost> {
  const recording = await openSignedInBridge()
  const silent = await openSignedInBridge({ retention: { trafficRows: 0 } })
  const seen = { recorded: [] as number[], unrecorded: [] as number[] }
  const arms = [
    ['recorded', recording],
    ['unrecorded', silent],
  ] as const
  try {
    // The first round warms both up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [arm, { mcpUrl, tokens }] of round % 2 === 0 ? arms : arms.toReversed()) {
        const call = toolCall(mcpUrl, '2026-07-28', 'check_inbox', () => ({}), tokens.claude)
        const perSecond = await load(call, connections, secondsPerRound)
        if (round > 0) seen[arm].push(perSecond)
      }
    }
  } finally {
    await Promise.all([recording.close(), silent.close()])
  }
  return { recorded: median(seen.recorded), unrecorded: median(seen.unrecorded) }
}
