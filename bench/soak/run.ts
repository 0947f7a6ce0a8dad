/** One run: honest and hostile together against one bridge, killed in between, and what came of it. */
import { setMaxListeners } from 'node:events'
import { connectByStdio, connectByUrl } from '../../demo/sides.ts'
import type { SoakBridge } from './bridge.ts'
import { findMissing } from './evaluate.ts'
import { attack, registerStranger, type Answers } from './hostile.ts'
import { createHonestSide } from './honest.ts'
import { readKept } from './kept.ts'
import { allReceived, createLedger, type Ledger } from './ledger.ts'
import { pace, pause } from './pace.ts'
import { createRandom } from './random.ts'
import { createSteadySide } from './sides.ts'
import type { Facts } from './verdicts.ts'
import { watch } from './watch.ts'

export interface RunOptions {
  bridge: SoakBridge
  minutes: number
  restarts: number
  seed: number
  /** Ends the run early. */
  stop: AbortSignal
  note: (line: string) => void
}

export async function run(options: RunOptions): Promise<Facts & { answers: Answers }> {
  const { bridge, minutes, restarts, seed, stop, note } = options
  const ledger = createLedger()
  const random = (stream: string) => createRandom(seed, stream)
  const chatgpt = await signIn(bridge, 'chatgpt', ledger)
  const mallory = await signIn(bridge, 'mallory', ledger)
  const strangerId = await registerStranger(bridge.mcpUrl)
  const steady = { bridge, ledger }
  const sides = {
    // By HTTP there is no connection to lose, and signing in again would hide that a token was lost.
    chatgpt: createSteadySide({
      ...steady,
      name: 'chatgpt',
      connect: async () => ({ call: chatgpt.call, close: async () => {} }),
    }),
    claude: createSteadySide({
      ...steady,
      name: 'claude',
      connect: () => connectByStdio(bridge.dataDir),
    }),
  }

  const runMs = minutes * 60_000
  const signal = AbortSignal.any([stop, AbortSignal.timeout(runMs)])
  // Hundreds of connections listen for the end of the run.
  setMaxListeners(0, signal)
  const honest = [
    createHonestSide({ side: sides.chatgpt, other: 'claude', ledger, random, signal }),
    createHonestSide({ side: sides.claude, other: 'chatgpt', ledger, random, signal }),
  ]
  const scene = {
    host: new URL(bridge.mcpUrl).host,
    strangerId,
    token: () => mallory.accessToken,
  }
  try {
    const [answers, looks, killed] = await Promise.all([
      attack({ bridge, ledger, scene, random, signal }),
      watch(bridge, runMs, signal),
      killNowAndThen({ bridge, ledger, restarts, runMs, signal, note }),
      // An ordinary call now and then, so that its client renews the token.
      pace({ perSecond: 0.1, signal }, () => mallory.call('list_files').catch(() => {})),
      ...honest.map((side) => side.run()),
    ])
    if (bridge.crashed) throw new Error('The bridge ended by itself; its last words are above')
    note('Reading what is left…')
    for (const side of honest) await side.readRest()
    return { ledger, looks, answers, ...killed, kept: await readKept(bridge.dataDir) }
  } finally {
    await Promise.allSettled([sides.claude.close(), chatgpt.close(), mallory.close()])
  }
}

/** Whatever is answered with 500 or more is written down, also where the client would try again. */
function signIn(bridge: SoakBridge, as: string, ledger: Ledger) {
  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (answer.status >= 500) ledger.serverErrors.push(`${answer.status} for ${as}`)
    return answer
  }
  const approve = async (number: string) => {
    await bridge.command('approve', number, '--as', as)
  }
  return connectByUrl(bridge.mcpUrl, approve, watched)
}

/** At equal distances; after each, everything acknowledged before it must still be there. */
async function killNowAndThen(
  deps: Pick<RunOptions, 'bridge' | 'restarts' | 'note'> & {
    ledger: Ledger
    runMs: number
    signal: AbortSignal
  },
): Promise<Pick<Facts, 'restarts' | 'lostByKill' | 'notEnteredAfterKill'>> {
  const { bridge, ledger, restarts, runMs, signal, note } = deps
  const took: number[] = []
  let lostByKill = 0
  let notEnteredAfterKill = 0
  for (let kill = 1; kill <= restarts; kill += 1) {
    await pause(runMs / (restarts + 1), signal)
    if (signal.aborted) break
    const letters = [...ledger.sent.claude, ...ledger.sent.chatgpt]
    const versions = [...ledger.written]
    const received = allReceived(ledger)
    took.push(await bridge.killAndRestart())
    const kept = await readKept(bridge.dataDir)
    if (!kept.chain.ok) ledger.faults.push(`The chain is broken after kill ${kill}`)
    lostByKill += findMissing(letters, kept.letters).lost.length
    lostByKill += findMissing(versions, kept.versions).lost.length
    notEnteredAfterKill += findMissing(received, kept.entered).lost.length
    if (!kept.ledgerChain.ok) ledger.faults.push(`The ledger is broken after kill ${kill}`)
    note(`Killed and started again (${kill} of ${restarts}).`)
  }
  return { restarts: took, lostByKill, notEnteredAfterKill }
}
