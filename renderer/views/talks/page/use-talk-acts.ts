/** What the owner can do to a talk; one thing at a time, each said to the bridge. */
import type { MethodParams } from '../../../../main/contract.ts'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction, type Action } from '../../../data/use-action.ts'
import type { Bound, HandIn } from '../shapes.ts'

type Marks = MethodParams<'talks.verdict'>['marks']

export interface TalkActs extends Pick<Action, 'busy' | 'failure' | 'run'> {
  pause: () => Promise<boolean>
  resume: () => Promise<boolean>
  skip: (participant: string) => Promise<boolean>
  giveWord: (participant: string) => Promise<boolean>
  more: (what: Bound, amount: number) => Promise<boolean>
  end: () => Promise<boolean>
  say: (text: string) => Promise<boolean>
  paste: (participant: string, content: HandIn) => Promise<boolean>
  verdict: (text: string, marks?: Marks) => Promise<boolean>
  save: () => Promise<boolean>
}

export function useTalkActs(id: string): TalkActs {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  return {
    busy,
    failure,
    run,
    pause: () => run(() => invoke('talks.pause', { id })),
    resume: () => run(() => invoke('talks.resume', { id })),
    skip: (participant) => run(() => invoke('talks.skip', { id, participant })),
    giveWord: (participant) => run(() => invoke('talks.giveWord', { id, participant })),
    more: (what, amount) => run(() => invoke('talks.more', { id, what, amount })),
    end: () => run(() => invoke('talks.end', { id })),
    say: (text) => run(() => invoke('talks.say', { id, text })),
    paste: (participant, content) => run(() => invoke('talks.paste', { id, participant, content })),
    verdict: (text, marks) =>
      run(() => invoke('talks.verdict', { id, text, ...(marks && { marks }) })),
    save: () => run(() => invoke('talks.saveResult', { id })),
  }
}
