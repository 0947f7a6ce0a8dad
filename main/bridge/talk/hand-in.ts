/** Whether a hand-in has what its phase asks for, and how it reads once it is a message. */
import { fieldNames, type FieldName } from '../../contract/hand-ins.ts'
import type { Phase } from './form.ts'
import { charactersIn } from './machine-hand-in.ts'
import type { Bounds, Content } from './types.ts'

/** What is missing or too much, as one sentence; null when it is complete. */
export function whatIsWrong(content: Content, phase: Phase, extra: boolean): string | null {
  const required: readonly FieldName[] = extra ? ['text'] : phase.required
  const allowed = new Set<FieldName>([...required, ...(extra ? [] : phase.optional)])
  const given = fieldNames.filter((name) => content[name] !== undefined)
  const missing = required.filter((name) => !isGiven(content, name))
  if (missing.length > 0) return `It needs ${list(missing)}.`
  const unasked = given.filter((name) => !allowed.has(name))
  if (unasked.length > 0) return `It does not ask for ${list(unasked)}.`
  if (content.decision !== undefined && !content.reason?.trim()) {
    return 'A decision needs a reason.'
  }
  if (content.decision === undefined && (content.reason !== undefined || content.evidence)) {
    return 'It does not ask for "reason" or "evidence".'
  }
  return null
}

/** One hand-in has at most this part of a talk's characters, so that no seat uses them up for the others. */
const share = 4

/** That it is too long, as a sentence; null when it is not. */
export function whatIsTooLong(content: Content, { characters }: Bounds): string | null {
  const [length, most] = [charactersIn(content), Math.floor(characters / share)]
  return length <= most
    ? null
    : `It has ${length} characters; one hand-in may have ${most}, a quarter of what this talk has for all. Put what is long into a shared file and name it.`
}

function isGiven(content: Content, name: FieldName): boolean {
  const value = content[name]
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined
}

const list = (names: readonly string[]): string =>
  names
    .map((name) => `"${name}"`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1')

/** Every piece of evidence in it. */
export const evidenceIn = ({ objections = [], evidence = [] }: Content) => [
  ...objections.map((objection) => objection.evidence),
  ...evidence,
]

/** The hand-in as the text of a message. Confidence is left out: it is collected, not argued with. */
export function handInText(content: Content): string {
  const { answer, text, objections, decision, reason, evidence = [], same, accept, done } = content
  const parts = [
    answer === undefined ? [] : [`Answer: ${answer}`],
    decision === undefined
      ? []
      : [`${decision === 'keep' ? 'Keeps' : 'Changes'} it: ${reason ?? ''}`],
    evidence.map((one) => evidenceText(one)),
    text === undefined ? [] : [text],
    objections === undefined ? [] : [objectionsText(objections)],
    same === undefined ? [] : [`Do the answers say the same? ${yesNo(same)}`],
    accept === undefined ? [] : [`Accepted: ${yesNo(accept)}`],
    done === undefined ? [] : [`Done: ${yesNo(done)}`],
  ]
  return parts.flat().join('\n\n')
}

function objectionsText(objections: NonNullable<Content['objections']>): string {
  if (objections.length === 0) return 'No objection.'
  return objections
    .map(({ about, claim, evidence }, index) => {
      const to = about === undefined ? '' : ` to ${about}`
      return `Objection ${index + 1}${to}: ${claim}\n${evidenceText(evidence)}`
    })
    .join('\n\n')
}

type Evidence = ReturnType<typeof evidenceIn>[number]

function evidenceText({ kind, where, version, shows }: Evidence): string {
  const of = version === undefined ? '' : `, version ${version}`
  return `Evidence (${kind}): ${where}${of}${shows === undefined ? '' : ` — ${shows}`}`
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

/** Of a hand-in whose words are the owner's, at least in part. */
export const changedMark = 'changed by the owner'

/** What a reader of this hand-in should know: a change of mind that rests on nothing. */
export const marksOf = (content: Content): string[] =>
  content.decision === 'change' && (content.evidence ?? []).length === 0
    ? ['unsupported change']
    : []
