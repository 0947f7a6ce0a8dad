/** The honest sides: real clients whose calls are timed, and made again when a kill took the answer. */
import { setTimeout as delay } from 'node:timers/promises'
import { ToolError, type Side } from '../../demo/sides.ts'
import type { SoakBridge } from './bridge.ts'
import type { Ledger, SideName } from './ledger.ts'

export interface SteadySide extends Side {
  name: SideName
}

const mostAttempts = 20
const retryAfterMs = 200
/** Its length is what was asked for, not what it cost. */
const untimed = 'wait_for_message'

/** `connect` is called again when the connection is gone. */
export function createSteadySide(deps: {
  name: SideName
  connect: () => Promise<Side>
  bridge: Pick<SoakBridge, 'start' | 'whenUp'>
  ledger: Ledger
}): SteadySide {
  const { name, connect, bridge, ledger } = deps
  let side: Promise<Side> | undefined

  async function reconnect(broken: Promise<Side> | undefined): Promise<void> {
    // Several calls break together; the first of them lets the connection go.
    if (side !== broken) return
    side = undefined
    await broken?.then((gone) => gone.close()).catch(() => {})
  }

  async function answered(tool: string, args?: Record<string, unknown>) {
    for (let attempt = 1; ; attempt += 1) {
      await bridge.whenUp()
      const { start } = bridge
      const used = (side ??= connect())
      try {
        return await (await used).call(tool, args)
      } catch (error) {
        if (error instanceof ToolError) throw error
        if (start === bridge.start) ledger.faults.push(`${name} ${tool}: ${inWords(error)}`)
        else ledger.repeated += 1
        if (attempt === mostAttempts) throw error
        await reconnect(used)
        await delay(retryAfterMs)
      }
    }
  }

  return {
    name,
    async call(tool, args) {
      const begun = performance.now()
      const { start } = bridge
      const answer = await answered(tool, args)
      // What a kill fell into says nothing about how fast the bridge answers.
      if (tool !== untimed && start === bridge.start) {
        const times = ledger.times.get(tool) ?? []
        ledger.times.set(tool, times)
        times.push(performance.now() - begun)
      }
      return answer
    },
    close: async () => (await side)?.close(),
  }
}

/** With what is beneath it: "fetch failed" alone says nothing. */
function inWords(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause === undefined ? String(error) : `${String(error)}, because of ${inWords(cause)}`
}
