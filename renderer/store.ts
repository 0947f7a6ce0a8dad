/**
 * What the panel knows of the bridge. The bridge is the source of truth: a signal says what
 * changed, and the store asks for it again. One snapshot, read through useSyncExternalStore.
 */
import type { ControlEvent, Failure, MethodName, MethodResult } from '../main/contract.ts'
import { strings } from './strings.ts'
import { CallFailed, type Signal, type Transport } from './transport.ts'

/** What is shown, and the method that gives it. */
const slices = {
  status: 'status.get',
  approvals: 'approvals.list',
  clients: 'clients.list',
  participants: 'participants.list',
  log: 'conversation.log',
  files: 'files.list',
} as const satisfies Record<string, MethodName>

type Slice = keyof typeof slices
export type PanelData = { [S in Slice]: MethodResult<(typeof slices)[S]> }

const everything: Slice[] = ['status', 'approvals', 'clients', 'participants', 'log', 'files']

const changedBy: Record<ControlEvent['topic'], Slice[]> = {
  status: ['status'],
  approvals: ['approvals', 'status'],
  clients: ['clients', 'status'],
  participants: ['participants', 'status'],
  messages: ['log', 'status'],
  files: ['files', 'log', 'status'],
  keys: [],
  tunnel: ['status', 'clients'],
  identity: [],
  traffic: [],
  settings: [],
  tasks: [],
  audit: [],
  connect: [],
  doctor: [],
}

export interface PanelState {
  link: 'connecting' | 'open' | 'stopped' | 'signed-out'
  data: Partial<PanelData>
  /** Why something could not be loaded, as long as it could not. */
  failure: Failure | undefined
}

export interface Store {
  getState: () => PanelState
  subscribe: (listener: () => void) => () => void
  invoke: Transport['invoke']
  /** Begins to follow the bridge; ends with the returned function. */
  start: () => () => void
}

export function createStore(transport: Transport): Store {
  let state: PanelState = { link: 'connecting', data: {}, failure: undefined }
  const listeners = new Set<() => void>()
  const loading = new Set<Slice>()
  const stale = new Set<Slice>()
  const failures = new Map<Slice, Failure>()

  const set = (change: Partial<PanelState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  /** Loads a slice; a change that arrives meanwhile makes it load once more, never twice at a time. */
  const load = async (slice: Slice): Promise<void> => {
    if (loading.has(slice)) {
      stale.add(slice)
      return
    }
    loading.add(slice)
    try {
      const value = await transport.invoke(slices[slice], {})
      failures.delete(slice)
      set({ data: { ...state.data, [slice]: value } })
    } catch (thrown) {
      failures.set(slice, failureFrom(thrown))
    } finally {
      loading.delete(slice)
      const [failure] = failures.values()
      if (failure !== state.failure) set({ failure })
      if (stale.delete(slice)) void load(slice)
    }
  }

  const follow = (signal: Signal): void => {
    if (signal.kind === 'stopped' || signal.kind === 'signed-out') return set({ link: signal.kind })
    if (signal.kind === 'resync') set({ link: 'open' })
    const wanted = signal.kind === 'resync' ? everything : changedBy[signal.topic]
    for (const slice of wanted) void load(slice)
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    invoke: transport.invoke,
    start: () => transport.subscribe(follow),
  }
}

/** What to tell the owner about anything that was thrown. */
export const failureFrom = (thrown: unknown): Failure =>
  thrown instanceof CallFailed ? thrown.failure : strings.unexpected(String(thrown))
