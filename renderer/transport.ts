/**
 * How the panel talks to the bridge: one call, one stream of signals. In a browser it is HTTP and
 * server-sent events (http-transport.ts); the desktop window implements the same over IPC.
 */
import type {
  ControlEvent,
  Failure,
  MethodName,
  MethodParams,
  MethodResult,
} from '../main/contract.ts'

export type Invoke = <M extends MethodName>(
  method: M,
  params: MethodParams<M>,
) => Promise<MethodResult<M>>

export type Signal =
  | { kind: 'change'; topic: ControlEvent['topic'] }
  /** The stream (re)opened or lost something: whatever is shown may be stale. */
  | { kind: 'resync' }
  /** The bridge does not answer; the transport keeps trying. */
  | { kind: 'stopped' }
  /** The bridge answers, but not to this browser. */
  | { kind: 'signed-out' }

export interface Transport {
  invoke: Invoke
  /** Signals until the returned function is called. */
  subscribe: (listener: (signal: Signal) => void) => () => void
}

/** A call that failed, with what to tell the owner. */
export class CallFailed extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'CallFailed'
    this.failure = failure
  }
}
