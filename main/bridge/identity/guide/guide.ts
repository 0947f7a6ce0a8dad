/**
 * The guide for what is entered, saved or not, with what is known about each step. Findings are kept
 * in memory for exactly the set-up they were made with; another client id starts anew.
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../base/ports.ts'
import { runChecks } from '../checks/all-checks.ts'
import { ok, unknown, type Check, type SetUp } from '../checks/check.ts'
import { createLook, type LookDeps } from '../checks/look.ts'
import type { ManagementToken } from '../management/token.ts'
import type { DesiredSetUp } from '../management/desired-set-up.ts'
import { auth0Steps } from './auth0-steps.ts'
import { oidcSteps } from './oidc-steps.ts'
import type { GuideFacts, Step, StepText } from './step.ts'

export interface GuideDeps extends LookDeps {
  clock: Clock
}

export interface Entered extends SetUp {
  lines: GuideFacts['callbacks']
  /** Who is bound as the owner at this very provider. */
  owner: { name: string | null; subject: string } | null
}

export interface Guide {
  steps(entered: Entered): Step[]
  /** Looks again, at one step or at all. */
  check(
    entered: Entered,
    inHand: { token: ManagementToken; desired: DesiredSetUp } | null,
    step?: string,
  ): Promise<Step[]>
}

type Finding = Check & { at: string }

/** Set-ups whose findings are kept; an owner tries a few and settles for one. */
const mostSetUps = 8

export function createGuide(deps: GuideDeps): Guide {
  const findings = new Map<string, Map<string, Finding>>()

  function foundFor(entered: Entered): Map<string, Finding> {
    const key = fingerprint(entered)
    const found = findings.get(key) ?? new Map<string, Finding>()
    findings.delete(key)
    findings.set(key, found)
    const [oldest] = findings.keys()
    if (findings.size > mostSetUps && oldest !== undefined) findings.delete(oldest)
    return found
  }

  function steps(entered: Entered): Step[] {
    const found = foundFor(entered)
    return texts(entered).map((text) => ({ ...text, check: checkOf(text, entered, found) }))
  }

  return {
    steps,
    async check(entered, inHand, step) {
      const ids = texts(entered).map(({ id }) => id)
      const wanted = step === undefined ? ids : ids.filter((id) => id === step)
      const outcomes = await runChecks(createLook(deps, entered, inHand), wanted)
      const found = foundFor(entered)
      const at = new Date(deps.clock.now()).toISOString()
      for (const [id, check] of outcomes) found.set(id, { ...check, at })
      return steps(entered)
    },
  }
}

function texts({ provider, issuer, clientId, audience, lines }: Entered): StepText[] {
  const domain = issuer === null ? null : (URL.parse(issuer)?.host ?? issuer)
  const facts: GuideFacts = { domain, clientId, audience, callbacks: lines }
  return provider === 'auth0' ? auth0Steps(facts) : oidcSteps(facts)
}

function checkOf({ id }: StepText, { owner }: Entered, found: Map<string, Finding>): Step['check'] {
  if (id === 'test') {
    const check = owner
      ? ok(`${owner.name ?? owner.subject} is bound as the owner.`)
      : unknown('Nobody has signed in yet.')
    return { ...check, at: null }
  }
  return found.get(id) ?? { ...unknown('Not checked yet.'), at: null }
}

/** The secret goes in as well, but nothing of it can be got out of the key. */
function fingerprint(entered: Entered): string {
  const { provider, issuer, clientId, clientSecret, audience, callbacks } = entered
  const all = JSON.stringify([provider, issuer, clientId, clientSecret, audience, callbacks])
  return createHash('sha256').update(all).digest('hex')
}
