/** One answer of the bridge that somebody looks at: asked for on demand, and again when it is stale. */
import type { Failure, MethodName, MethodParams, MethodResult } from '../../main/contract.ts'
import type { Invoke } from '../transport.ts'
import { failureFrom } from './failure.ts'

export interface Loaded<M extends MethodName = MethodName> {
  /** Undefined until it came for the first time; the old one stays while a new one is on its way. */
  value: MethodResult<M> | undefined
  /** Why it could not be loaded last time. */
  failure: Failure | undefined
  loading: boolean
}

export const notLoaded: Loaded<never> = { value: undefined, failure: undefined, loading: true }

export interface Answer {
  method: MethodName
  get: () => Loaded
  /** Asks unless a good answer is there; begins to be watched until the returned function is called. */
  watch: (listener: () => void) => () => void
  watched: () => boolean
  /** It is stale: asked again at once if somebody looks, else when somebody does. */
  refresh: () => void
}

export function createAnswer<M extends MethodName>(
  invoke: Invoke,
  method: M,
  params: MethodParams<M>,
): Answer {
  let state: Loaded = notLoaded
  let text: string | undefined
  let stale = true
  let asking = false
  const listeners = new Set<() => void>()

  const set = (change: Partial<Loaded>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  /** Never two at a time; a change that arrives meanwhile makes it ask once more. */
  const ask = async (): Promise<void> => {
    if (asking) return
    asking = true
    stale = false
    try {
      const value = await invoke(method, params)
      const newText = JSON.stringify(value)
      // The same again keeps its identity, so that nothing is drawn anew.
      if (newText !== text || state.failure || state.loading) {
        set({ value: newText === text ? state.value : value, failure: undefined, loading: false })
        text = newText
      }
    } catch (thrown) {
      set({ failure: failureFrom(thrown), loading: false })
    } finally {
      asking = false
      if (stale && listeners.size > 0) void ask()
    }
  }

  return {
    method,
    get: () => state,
    watched: () => listeners.size > 0,
    watch(listener) {
      listeners.add(listener)
      if (stale) void ask()
      return () => listeners.delete(listener)
    },
    refresh() {
      stale = true
      if (listeners.size > 0) void ask()
    },
  }
}
