/** What the owner typed for a seat, and the hand-in it makes once all that is asked for is there. */
import type { Asks, Evidence, FieldName, HandIn, Objection } from '../../shapes.ts'

export interface EnteredEvidence {
  kind: Evidence['kind']
  where: string
  version: string
  shows: string
}
export interface EnteredObjection extends EnteredEvidence {
  about: string
  claim: string
}
export type Choice = '' | 'yes' | 'no'

export interface Entered {
  answer: string
  text: string
  confidence: string
  objections: EnteredObjection[]
  decision: '' | 'keep' | 'change'
  reason: string
  evidence: EnteredEvidence[]
  same: Choice
  accept: Choice
  done: Choice
}

export const noEvidence: EnteredEvidence = { kind: 'file', where: '', version: '', shows: '' }
export const noObjection: EnteredObjection = { ...noEvidence, about: '', claim: '' }

export const nothingEntered: Entered = {
  answer: '',
  text: '',
  confidence: '',
  objections: [],
  decision: '',
  reason: '',
  evidence: [],
  same: '',
  accept: '',
  done: '',
}

/** A hand-in as it would have been typed, to be changed. */
export const enteredOf = (content: HandIn): Entered => ({
  answer: content.answer ?? '',
  text: content.text ?? '',
  confidence: content.confidence === undefined ? '' : String(content.confidence),
  objections: (content.objections ?? []).map(({ about = '', claim, evidence }) => ({
    about,
    claim,
    ...typedEvidence(evidence),
  })),
  decision: content.decision ?? '',
  reason: content.reason ?? '',
  evidence: (content.evidence ?? []).map((one) => typedEvidence(one)),
  same: choiceOf(content.same),
  accept: choiceOf(content.accept),
  done: choiceOf(content.done),
})

const typedEvidence = ({ kind, where, version, shows = '' }: Evidence): EnteredEvidence => ({
  kind,
  where,
  version: version === undefined ? '' : String(version),
  shows,
})

const choiceOf = (value: boolean | undefined): Choice =>
  value === undefined ? '' : value ? 'yes' : 'no'

/** Whether everything asked for is there, and nothing only half. */
export function isComplete(entered: Entered, { required }: Asks): boolean {
  const { objections, decision, reason, evidence } = entered
  return (
    // An empty list of objections says that there are none.
    required.every((name) => name === 'objections' || entered[name].trim() !== '') &&
    objections.every(({ claim, where }) => claim.trim() !== '' && where.trim() !== '') &&
    (decision === '' || reason.trim() !== '') &&
    (decision !== 'change' || evidence.every(({ where }) => where.trim() !== ''))
  )
}

/** Only what the phase asks for, and of what is optional only what was filled in. */
export function handInOf(entered: Entered, { required, optional }: Asks): HandIn {
  const asked = new Set<FieldName>([...required, ...optional])
  const filled = (name: FieldName): boolean =>
    asked.has(name) && (entered[name].length > 0 || required.includes(name))
  const words = (name: 'answer' | 'text') =>
    filled(name) && entered[name].trim() !== '' ? { [name]: entered[name].trim() } : {}
  const choice = (name: 'same' | 'accept' | 'done') =>
    filled(name) ? { [name]: entered[name] === 'yes' } : {}
  return {
    ...words('answer'),
    ...words('text'),
    ...(filled('confidence') && { confidence: Math.min(100, Number(entered.confidence)) }),
    ...(filled('objections') && { objections: entered.objections.map((one) => objectionOf(one)) }),
    ...(filled('decision') && decisionOf(entered)),
    ...choice('same'),
    ...choice('accept'),
    ...choice('done'),
  }
}

function decisionOf({ decision, reason, evidence }: Entered): HandIn {
  if (decision === '') return {}
  return {
    decision,
    reason: reason.trim(),
    ...(decision === 'change' &&
      evidence.length > 0 && { evidence: evidence.map((one) => evidenceOf(one)) }),
  }
}

function objectionOf({ about, claim, ...evidence }: EnteredObjection): Objection {
  return {
    ...(about.trim() && { about: about.trim() }),
    claim: claim.trim(),
    evidence: evidenceOf(evidence),
  }
}

function evidenceOf({ kind, where, version, shows }: EnteredEvidence): Evidence {
  return {
    kind,
    where: where.trim(),
    ...(kind === 'file' && Number(version) > 0 && { version: Number(version) }),
    ...(shows.trim() && { shows: shows.trim() }),
  }
}
