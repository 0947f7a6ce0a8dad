/** What the checks of a recorded sign-in have in common. */
import type { ErrorCode, ErrorDetails } from '../../base/errors.ts'
import { explainText, type AboutHere } from '../../explain/explain-text.ts'
import { finding, type Finding } from '../../explain/finding.ts'
import { redactText } from '../../traffic/redact-text.ts'
import { jsonObject, textField } from './exchange.ts'
import { stepTitle, type Step } from './step.ts'
import { trimEnd } from '../../base/trim-end.ts'

export interface Recorded {
  steps: readonly Step[]
  about: AboutRecorded
}

/** Several checks ask what the same answer says; it is read once. */
export interface AboutRecorded extends AboutHere {
  said: Map<Step, Found[]>
}

/** A finding, and the step that shows it. */
export interface Found {
  step: Step
  finding: Finding
}

/** Looks at all that was recorded. */
export type Check = (recorded: Recorded) => Found[]

export const found = (step: Step, code: ErrorCode, details: ErrorDetails = {}): Found => ({
  step,
  finding: finding(code, details, stepTitle(step)),
})

/** What the answer of a step says in words the doctor knows; empty when it says none. */
export function saidBy(step: Step, about: AboutRecorded): Found[] {
  const known = about.said.get(step)
  if (known) return known
  const said = readAnswer(step, about)
  about.said.set(step, said)
  return said
}

function readAnswer(step: Step, about: AboutHere): Found[] {
  const callback = step.url.searchParams.get('redirect_uri')
  const upstream = { ...about.upstream, ...(callback !== null && { callback }) }
  return explainText(wordsOf(step.answer), { ...about, upstream })
    .filter(({ problem }) => !unspecific.has(problem.code))
    .map((known) => ({
      step,
      finding: { ...known, evidence: `${stepTitle(step)}: ${known.evidence}`.slice(0, 400) },
    }))
}

/** Of an answer with a known place, its place says more than these. */
const unspecific: ReadonlySet<string> = new Set(['client-needs-sign-in', 'client-vague-message'])

/** A page for people, where programs expect a document or a message. */
export const isWebPage = ({ answer, received }: Step): boolean =>
  /^\s*<(?:!doctype|html|head|body)/i.test(answer) ||
  (received.get('content-type') ?? '').startsWith('text/html')

/** The visible words of a page, or the text as it is. */
export function wordsOf(answer: string): string {
  if (!/^\s*<|<html/i.test(answer)) return answer
  return withoutPrograms(answer).replaceAll(/<[^>]{0,2000}>/g, ' ')
}

/** Without what a page holds for machines. Looked for opening by opening, each end from there on. */
function withoutPrograms(page: string): string {
  const opening = /<(?:script|style|svg)\b[^<>]{0,2000}>/gi
  const closing = /<\/(?:script|style|svg)\s{0,9}>/gi
  let kept = ''
  let done = 0
  for (;;) {
    opening.lastIndex = done
    const begin = opening.exec(page)
    if (!begin) return kept + page.slice(done)
    closing.lastIndex = opening.lastIndex
    if (!closing.exec(page)) return kept + page.slice(done)
    kept += `${page.slice(done, begin.index)} `
    done = closing.lastIndex
  }
}

/** The reason an answer gives, in its own words. */
export function reasonOf(step: Step): string {
  const answer = jsonObject(step.answer)
  const reason = textField(answer, 'error_description') ?? textField(answer, 'error')
  const words = redactText(reason ?? `it answered with status ${step.status}`)
  return trimEnd(words.slice(0, 200), '.')
}
