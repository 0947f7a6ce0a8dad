/**
 * What the panel knows of the bridge. The bridge is the source of truth: a signal says what
 * changed, and what somebody is looking at is asked for again. Each answer has its own listeners,
 * so a change draws only what shows it.
 */
import type { MethodName, MethodParams, Topic } from '../../main/contract.ts'
import type { Signal, Transport } from '../transport.ts'
import { createAnswer, type Answer } from './answer.ts'
import { refreshedBy } from './refreshed-by.ts'

/** Answers nobody looks at any more that are kept for coming back. */
const KEPT = 50

/** Whether the bridge can be seen from here. */
export type Link = 'connecting' | 'open' | 'stopped' | 'signed-out'

export interface Store {
  invoke: Transport['invoke']
  link: () => Link
  onLink: (listener: () => void) => () => void
  /** The answer to one question; the same object for the same question. */
  answer: <M extends MethodName>(method: M, params: MethodParams<M>) => Answer
  /** Lets go of everything nobody looks at, so that it is asked for anew. */
  forget: () => void
  /** Every change of a topic, and every resync; for views that follow by themselves. */
  onTopic: (topic: Topic, listener: () => void) => () => void
  /** Begins to follow the bridge; ends with the returned function. */
  start: () => () => void
}

/** The panel's one store, over whatever leads to the bridge. */
export function createStore(transport: Transport): Store {
  let link: Link = 'connecting'
  const answers = new Map<string, Answer>()
  const linkListeners = new Set<() => void>()
  const topicListeners = new Map<Topic, Set<() => void>>()

  const setLink = (now: Link): void => {
    if (link === now) return
    link = now
    for (const listener of linkListeners) listener()
  }
  const keepUnwatched = (most: number): void => {
    const left = [...answers].filter(([, answer]) => !answer.watched())
    for (const [key] of left.slice(0, Math.max(0, left.length - most))) answers.delete(key)
  }
  const follow = (signal: Signal): void => {
    if (signal.kind === 'stopped' || signal.kind === 'signed-out') return setLink(signal.kind)
    const { topic } = signal.kind === 'change' ? signal : { topic: undefined }
    if (topic === undefined) setLink('open')
    for (const answer of answers.values()) {
      if (topic === undefined || refreshedBy(answer.method).includes(topic)) answer.refresh()
    }
    for (const [of, listeners] of topicListeners) {
      if (topic === undefined || topic === of) for (const listener of listeners) listener()
    }
  }

  return {
    invoke: transport.invoke,
    link: () => link,
    onLink(listener) {
      linkListeners.add(listener)
      return () => linkListeners.delete(listener)
    },
    answer(method, params) {
      const key = `${method} ${JSON.stringify(params)}`
      const known = answers.get(key)
      if (known) return known
      keepUnwatched(KEPT)
      const answer = createAnswer(transport.invoke, method, params)
      answers.set(key, answer)
      return answer
    },
    forget: () => keepUnwatched(0),
    onTopic(topic, listener) {
      const listeners = topicListeners.get(topic) ?? new Set()
      topicListeners.set(topic, listeners.add(listener))
      return () => listeners.delete(listener)
    },
    start: () => transport.subscribe(follow),
  }
}
