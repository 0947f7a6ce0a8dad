/** What every command gets, and how it answers: lines for people, one JSON value for programs. */
import type { BridgeError } from '../bridge/base/errors.ts'
import { dataPath } from '../data-path.ts'
import { later } from './later.ts'
import { connectLocally, type LocalClient } from './local-client.ts'

export interface CommandContext {
  dataDir: string
  json: boolean
  stdout: NodeJS.WritableStream
  /** Runs against the bridge of the data folder, and lets go of it afterwards. */
  withBridge<T>(use: (bridge: LocalClient) => Promise<T>): Promise<T>
  /** The same; while none runs, against what can be answered without one (without-bridge.ts). */
  withBridgeOrNone<T>(use: (bridge: LocalClient, runs: boolean) => Promise<T>): Promise<T>
  /** `value` as JSON, or the lines made from it. */
  print<T>(value: T, lines: (value: T) => string | string[]): void
}

export function createContext(options: {
  data?: string | undefined
  json: boolean
  stdout: NodeJS.WritableStream
}): CommandContext {
  const dataDir = dataPath({ flag: options.data })
  return {
    dataDir,
    json: options.json,
    stdout: options.stdout,
    async withBridge(use) {
      const bridge = await connectLocally(dataDir)
      try {
        return await use(bridge)
      } finally {
        bridge.close()
      }
    },
    async withBridgeOrNone(use) {
      const running = await connectLocally(dataDir).catch((error: unknown) => {
        if ((error as BridgeError).code === 'bridge-not-running') return undefined
        throw error
      })
      const bridge = running ?? (await (await later.withoutBridge()).withoutBridge(dataDir))
      try {
        return await use(bridge, running !== undefined)
      } finally {
        bridge.close()
      }
    },
    print(value, lines) {
      const text = options.json ? JSON.stringify(value) : [lines(value)].flat().join('\n')
      if (text !== '') options.stdout.write(`${text}\n`)
    },
  }
}
