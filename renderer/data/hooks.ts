/** How components reach the store: what they show, what they do, what they follow. */
import { createContext, use, useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { MethodName, MethodParams, Topic } from '../../main/contract.ts'
import type { Invoke } from '../transport.ts'
import { notLoaded, type Loaded } from './answer.ts'
import type { Link, Store } from './store.ts'

export const StoreContext = createContext<Store | null>(null)

function useStore(): Store {
  const store = use(StoreContext)
  if (!store) throw new Error('There is no store around this component.')
  return store
}

/** Whether the bridge can be seen from here. */
export function useLink(): Link {
  const store = useStore()
  return useSyncExternalStore(store.onLink, store.link)
}

/**
 * What the bridge answers, kept up to date while it is shown; the same question in two places is
 * asked once. `null` for the parameters: not now.
 */
export function useLoaded<M extends MethodName>(
  method: M,
  params: MethodParams<M> | null,
): Loaded<M> & { reload: () => void } {
  const store = useStore()
  // By its text, so that callers may write the parameters in place. It came from such parameters.
  const key = params === null ? null : JSON.stringify(params)
  const find = useCallback(
    () => (key === null ? undefined : store.answer(method, JSON.parse(key) as MethodParams<M>)),
    [store, method, key],
  )
  const watch = useCallback((changed: () => void) => find()?.watch(changed) ?? (() => {}), [find])
  const get = useCallback((): Loaded => find()?.get() ?? notLoaded, [find])
  const loaded = useSyncExternalStore(watch, get) as Loaded<M>
  const reload = useCallback(() => find()?.refresh(), [find])
  return { ...loaded, reload }
}

/** Lets go of what no component shows, so that a view that broke over it can begin anew. */
export const useForget = (): (() => void) => useStore().forget

/** Calls a method of the bridge; throws CallFailed. Mostly inside `useAction().run`. */
export const useInvoke = (): Invoke => useStore().invoke

/** Runs at every change of a topic and after every resync. */
export function useTopic(topic: Topic, onChange: () => void): void {
  const store = useStore()
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  useEffect(() => store.onTopic(topic, () => latest.current()), [store, topic])
}
