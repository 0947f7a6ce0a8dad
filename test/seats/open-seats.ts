/** A bridge with real links, and programs of ours to take its seats. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { MethodResult } from '../../main/contract.ts'
import { openBridge, temporaryDataDir, type OpenBridge } from '../control/open-bridge.ts'
import { stdioProgram } from '../e2e/running-bridge.ts'
import { makeProgram, type FakeProgram } from '../fakes/seat-program/make-program.ts'
import type { Behaviour } from '../fakes/seat-program/program.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { processExists } from '../../main/bridge/tunnel/end-process.ts'

export type Wake = MethodResult<'wake.log'>[number]

export interface OpenSeats extends OpenBridge {
  /** Lets a program of ours answer for a participant. */
  seat(participant: string, behaviour?: Behaviour): Promise<FakeProgram>
  /** The newest wakes, once one of them is as asked for. */
  wake(participant: string, is: (wake: Wake) => boolean): Promise<Wake>
}

/** What the bridge has in its own environment; a program must see none of it but PATH and HOME. */
export const bridgeEnvironment = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  DRAWBRIDGE_SECRET: 'of the bridge',
  AUTH0_TOKEN: 'of the owner',
  NODE_OPTIONS: '',
}

export async function openSeats(
  given: { dataDir?: string; settings?: Record<string, unknown> } = {},
): Promise<OpenSeats> {
  const dataDir = given.dataDir ?? (await temporaryDataDir())
  const work = temporaryFolder()
  const opened = await openBridge({
    dataDir,
    env: bridgeEnvironment,
    linkCommand: { command: process.execPath, args: [stdioProgram, '--data', dataDir] },
  })
  const { invoke } = opened
  await invoke('settings.update', { patch: { wake: { perMinute: 60 }, ...given.settings } })
  const programs: FakeProgram[] = []
  onTestFinished(() => {
    // Whatever a test leaves behind is ended by its id.
    for (const { pid, child } of programs.flatMap((program) => program.kept())) {
      for (const id of [pid, child]) {
        if (id !== undefined && processExists(id)) process.kill(id, 'SIGKILL')
      }
    }
  })
  return {
    ...opened,
    async seat(participant, behaviour) {
      const program = makeProgram(work, `${participant}-${programs.length}`, behaviour)
      programs.push(program)
      const folder = join(work, `${participant}-folder`)
      mkdirSync(folder, { recursive: true })
      await invoke('seats.set', { participant, program: 'claude-code', folder, path: program.path })
      return program
    },
    wake: (participant, is) =>
      until(async () => (await invoke('wake.log', { participant })).find((one) => is(one))),
  }
}

/** The first value there is; the test's own time limit ends it. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const value = await look()
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
