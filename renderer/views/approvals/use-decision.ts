/** The owner's decision on one request while it is being made: what was chosen, what is missing. */
import { useState } from 'react'
import type { Approval } from '../../../main/contract.ts'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import type { Participants } from '../../data/shapes.ts'
import { useAction } from '../../data/use-action.ts'
import { nameOf } from '../../participants.ts'
import { approvalStrings as words } from '../../strings/approvals.ts'

/** Not a possible id, so it cannot clash with one. */
export const NEWCOMER = '+'

/** What keeps the decision from being made, where it is mended. */
interface Missing {
  number?: string
  newcomer?: string
  scopes?: string
}

export function useDecision(approval: Approval, participants: Participants) {
  const { number, clientName } = approval
  const [choice, setChoice] = useState(approval.suggestedParticipant)
  const [newcomer, setNewcomer] = useState('')
  const [typed, setTyped] = useState('')
  const [withheld, setWithheld] = useState<ReadonlySet<string>>(new Set())
  const [readsWhole, setReadsWhole] = useState(approval.reads === 'whole')
  const [missing, setMissing] = useState<Missing>({})
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const say = useToast()

  const participant = choice === NEWCOMER ? newcomer.trim() : choice
  const scopes = approval.scopes.filter((scope) => !withheld.has(scope))

  const lookOver = (): Missing => {
    const wrong =
      typed.length < number.length ? words.numberMissing(number.length) : words.numberWrong
    return {
      ...(typed === number ? {} : { number: wrong }),
      ...(participant === '' ? { newcomer: words.newNameMissing } : {}),
      ...(scopes.length === 0 ? { scopes: words.noScopes } : {}),
    }
  }

  const approve = async (): Promise<void> => {
    const found = lookOver()
    setMissing(found)
    if (Object.keys(found).length > 0) return
    const fewer = withheld.size > 0 ? { scopes } : {}
    const reads = readsWhole ? 'whole' : 'own'
    const done = await run(() =>
      invoke('approvals.approve', { number, participant, reads, ...fewer }),
    )
    if (done) say(words.approved(clientName, nameOf(participant, participants)))
  }
  const deny = async (): Promise<void> => {
    if (await run(() => invoke('approvals.deny', { number }))) say(words.denied(clientName))
  }
  /** With all like it, and those that come for a while. */
  const denyOthers = async (): Promise<void> => {
    const done = await run(() => invoke('approvals.deny', { number, others: true }))
    if (done) say(words.deniedAll(clientName))
  }
  const give = (scope: string, given: boolean): void => {
    const after = new Set(withheld)
    if (given) after.delete(scope)
    else after.add(scope)
    setWithheld(after)
  }
  return {
    choice,
    setChoice,
    newcomer,
    setNewcomer,
    typed,
    setTyped: (value: string) => {
      setTyped(value)
      setMissing({})
    },
    withheld,
    give,
    readsWhole,
    setReadsWhole,
    missing,
    busy,
    failure,
    approve,
    deny,
    denyOthers,
  }
}

export type Decision = ReturnType<typeof useDecision>
