/** What the identity commands say, made from the same data the panel shows. */
import type { MethodResult } from '../contract.ts'
import { printable } from '../host/printable.ts'
import { table } from './table.ts'

type Identity = MethodResult<'identity.status'>
export type Step = MethodResult<'identity.steps'>[number]
export type Change = MethodResult<'identity.plan'>[number]
export type Problem = NonNullable<Change['problem']>
type LogEntry = MethodResult<'identity.logs'>[number]

export function statusWords(identity: Identity): string[] {
  const { provider, name, issuer, clientId, hasSecret, audience, owner, people } = identity
  const { callbacks, drift, attempts, token } = identity
  const [newest] = attempts
  return [
    provider === 'owner-approval'
      ? 'You approve each client on this computer.'
      : `Sign-ins go to ${name}.`,
    '',
    ...table([
      ['Provider', issuer ?? 'none is set up'],
      ...(issuer === null ? [] : [['Client id', clientId || 'missing']]),
      ...(issuer === null ? [] : [['Client secret', hasSecret ? 'kept' : 'missing']]),
      ...(audience === null ? [] : [['Audience', audience]]),
      ['Owner', owner ? personWords(owner) : 'nobody is bound yet'],
      ...people.map((one) => ['Also', `${personWords(one)}, as ${one.participants.join(', ')}`]),
      ...callbacks.map(({ url, kind, state }) => [
        'Callback',
        `${url} (${kind}${state === 'confirmed' ? ', confirmed' : ''})`,
      ]),
      ...(newest ? [['Last sign-in', `${newest.at}: ${newest.state}`]] : []),
      ...(token ? [['Token in hand', `${token.domain}, until ${token.expiresAt}`]] : []),
    ]),
    ...(newest?.problem ? ['', ...problemWords(newest.problem)] : []),
    ...(drift
      ? [
          '',
          'The public address has changed. Add this line to the allowed callback URLs:',
          `  ${drift.line}`,
          ...(drift.replaces === null ? [] : [`and remove ${drift.replaces}`]),
          ...(drift.link === null ? [] : [`  ${drift.link}`]),
          'Then: drawbridge identity confirm',
        ]
      : []),
  ]
}

const personWords = ({ name, subject }: { name: string | null; subject: string }): string =>
  printable(name === null ? subject : `${name} (${subject})`)

export const problemWords = ({ sentence, action, link, code }: Problem): string[] => [
  `${printable(sentence)} (${code})`,
  `  ${printable(action)}`,
  ...(link === null ? [] : [`  ${link}`]),
]

const marks = { ok: '✓', failed: '✗', 'cannot-tell': '?', unknown: '·' } as const

export const checkWords = ({ title, check }: Step): string[] => [
  `${marks[check.state]} ${title}`,
  // Where the finding is the problem itself, it is said once.
  ...(check.detail === check.problem?.sentence ? [] : [`  ${printable(check.detail)}`]),
  ...(check.problem ? problemWords(check.problem).map((line) => `  ${line}`) : []),
]

/** Of all steps; trouble that several of them wait for is told once. */
export function checkListWords(steps: readonly Step[]): string[] {
  const shown = new Set<string>()
  return steps.flatMap((step) => {
    const sentence = step.check.problem?.sentence
    if (sentence === undefined) return checkWords(step)
    const again = shown.has(sentence)
    shown.add(sentence)
    return checkWords(again ? { ...step, check: { ...step.check, problem: null } } : step)
  })
}

/** All of a step but its check. */
export const stepWords = (step: Step, number: number, of: number): string[] => [
  '',
  `${number} of ${of} · ${step.title}`,
  `  ${step.why}`,
  ...(step.open ? [`  Open ${step.open.label}: ${step.open.url}`] : []),
  ...step.do.map((line) => `  - ${line}`),
  ...step.copy.map(({ label, value }) => `  ${label}:\n    ${value}`),
  `  Afterwards: ${step.expect}`,
]

const changeMarks = { planned: '→', unchanged: '=', done: '✓', failed: '✗' } as const

export const changeWords = (change: Change): string[] => {
  const { id, what, before, after, state, choice, problem } = change
  const same = before === after
  return [
    `${changeMarks[state]} ${what}: ${same ? after : `${before ?? 'none'} → ${after}`}`.concat(
      choice && state === 'unchanged' ? `   [only with --also ${id}]` : '',
    ),
    ...(problem ? problemWords(problem).map((line) => `    ${line}`) : []),
  ]
}

export const logWords = ({ at, type, description, meaning, problem }: LogEntry): string[] => [
  `${at}  ${meaning} (${type})`,
  ...(description === '' ? [] : [`  "${printable(description)}"`]),
  ...(problem ? problemWords(problem).map((line) => `  ${line}`) : []),
]
