/** Takes the steps one after the other; the first that fails ends it, and what was made is removed. */
import { performance } from 'node:perf_hooks'
import type { z } from 'zod'
import type { stepSchema } from '../../../contract/doctor.ts'
import { BridgeError, toBridgeError } from '../../base/errors.ts'
import { deadlineOf } from '../ladder/deadlines.ts'
import { problemFrom } from '../../explain/problem.ts'
import { documentSteps } from './documents.ts'
import { earlyRefusals, lateRefusals } from './refusals.ts'
import { roleNames, type Scene, type Step } from './scene.ts'
import { signInSteps } from './sign-in.ts'
import { useSteps } from './use.ts'

export type ShownStep = z.infer<typeof stepSchema>

/** The owner has as long as for every sign-in. */
const ownerMs = 10 * 60_000

const [register, ...signIn] = signInSteps

const cleanUp: Step = {
  id: 'clean-up',
  title: 'Nothing is left behind',
  wait: null,
  async run(scene) {
    try {
      await scene.cleanUp()
    } catch (error) {
      const { message } = toBridgeError(error)
      throw new BridgeError('rehearsal-left-over', { found: message }, { cause: error })
    }
    return 'What it made is removed: client, sign-in, participant.'
  },
}

const steps: readonly Step[] = [
  ...documentSteps,
  ...(register ? [register] : []),
  ...earlyRefusals,
  ...signIn,
  ...useSteps,
  ...lateRefusals,
]

/** All of them, before the first is taken. */
export const stepsAhead = (): ShownStep[] =>
  [...steps, cleanUp].map(({ id, title, wait }) => ({
    id,
    title,
    state: 'waiting',
    detail: '',
    tookMs: null,
    deadlineMs: wait === null ? null : wait === 'owner' ? ownerMs : deadlineOf(wait),
    problem: null,
  }))

/** True when everything was as it must be. `changed` is called after each change of `shown`. */
export async function runSteps(
  scene: Scene,
  shown: ShownStep[],
  changed: () => void,
): Promise<boolean> {
  let good = true
  for (const step of steps) {
    const row = shown.find(({ id }) => id === step.id)
    if (row && good) good = await take(step, scene, row, changed)
    else if (row) row.state = 'skipped'
  }
  const last = shown.find(({ id }) => id === cleanUp.id)
  const clean = last ? await take(cleanUp, scene, last, changed) : true
  return good && clean
}

async function take(
  step: Step,
  scene: Scene,
  row: ShownStep,
  changed: () => void,
): Promise<boolean> {
  row.state = 'running'
  changed()
  const begun = performance.now()
  try {
    row.detail = await step.run(scene)
    row.tookMs = Math.round(performance.now() - begun)
    inTime(scene, row)
    row.state = 'ok'
  } catch (error) {
    row.tookMs = Math.round(performance.now() - begun)
    const found = toBridgeError(error)
    row.state = 'failed'
    row.problem = problemFrom(found)
    row.detail = found.message
  }
  changed()
  return row.state === 'ok'
}

function inTime({ as }: Scene, { tookMs, deadlineMs }: ShownStep): void {
  if (tookMs === null || deadlineMs === null || tookMs <= deadlineMs) return
  throw new BridgeError('rehearsal-too-slow', {
    seconds: Math.round(tookMs / 1_000),
    vendor: roleNames[as],
    deadline: `${deadlineMs / 1_000} seconds`,
  })
}
