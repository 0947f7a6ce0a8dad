/** A recorded sign-in, judged: which steps went well, and what the first ones that did not show. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AboutHere } from '../../explain/explain-text.ts'
import { once, type Finding } from '../../explain/finding.ts'
import { browserChecks } from './browser-checks.ts'
import { callChecks } from './call-checks.ts'
import { found as finds, isWebPage, saidBy, type AboutRecorded, type Found } from './check.ts'
import { metadataChecks } from './metadata-checks.ts'
import { signInChecks } from './sign-in-checks.ts'
import { stepTitle, type Step } from './step.ts'

const checks = [...metadataChecks, ...signInChecks, ...callChecks, ...browserChecks]

export interface Diagnosis {
  findings: Finding[]
  steps: { at: string | null; title: string; ok: boolean }[]
}

/** Others have their turn after every answer that is read: a file may hold hundreds. */
export async function diagnose(steps: readonly Step[], here: AboutHere): Promise<Diagnosis> {
  const about: AboutRecorded = { ...here, said: new Map() }
  for (const step of steps.filter(mayExplain)) {
    saidBy(step, about)
    await nextTurn()
  }
  const worked = steps.findLastIndex(isAnsweredCall)
  const found = checks
    .flatMap((check) => check({ steps, about }))
    // Whatever went wrong before a call was answered was made good.
    .filter(({ step }) => steps.indexOf(step) > worked)
  const unread = steps.filter((step, index) => {
    const known = found.filter((one) => one.step === step)
    return index > worked && isUnread(step) && known.every(givesNoReason)
  })
  const silent = unread.map((step) => finds(step, 'har-answer-missing', { step: stepTitle(step) }))
  const inOrder = [...found, ...silent].sort(
    (a, b) => steps.indexOf(a.step) - steps.indexOf(b.step),
  )
  return {
    findings: once(inOrder.map(({ finding }) => finding)),
    steps: steps.map((step) => ({
      at: step.at,
      title: stepTitle(step),
      ok: isFine(step, inOrder),
    })),
  }
}

/** Refusals, and pages in the place of documents. */
const mayExplain = (step: Step): boolean => step.status >= 400 || isWebPage(step)

/** It names the step, and could say why if the answer were there. */
const givesNoReason = ({ finding }: Found): boolean =>
  finding.problem.code === 'sign-in-failed' || finding.problem.code === 'registration-refused'

/** Refused, and the file does not have what was said. */
const isUnread = (step: Step): boolean =>
  step.status >= 400 && step.answer === '' && !isExpected(step)

/** Browsers leave the token out of what they export, so the answer alone has to tell. */
const isAnsweredCall = (step: Step): boolean =>
  step.kind === 'mcp' && step.method === 'POST' && step.status === 200 && !isWebPage(step)

/** A first call without a token and a document looked for in the wrong place are no failures. */
function isFine(step: Step, found: readonly Found[]): boolean {
  if (found.some((one) => one.step === step)) return false
  if (step.status === 0) return false
  return step.status < 400 || isExpected(step)
}

const isExpected = ({ kind, status, method }: Step): boolean =>
  (kind === 'mcp' && (status === 401 || (status === 405 && method !== 'POST'))) ||
  (kind.endsWith('-metadata') && status === 404)
