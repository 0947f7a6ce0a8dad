/** The transport of the panel straight to a Control, through JSON as on the wire. */
import type { MethodName, MethodParams, MethodResult } from '../../main/contract.ts'
import { toBridgeError } from '../../main/bridge/base/errors.ts'
import { CallFailed, type Signal, type Transport } from '../../renderer/transport.ts'
import type { FakeControl } from './fake-control.ts'

export interface TestTransport extends Transport {
  /** Says something the control face cannot: that the connection broke or came back. */
  signal(signal: Signal): void
  /** Every call made, in order. */
  calls: { method: string; params: unknown }[]
}

export function createControlTransport(control: FakeControl): TestTransport {
  const listeners = new Set<(signal: Signal) => void>()
  const signal = (one: Signal): void => {
    for (const listener of listeners) listener(one)
  }
  control.onEvent(({ topic }) => signal({ kind: 'change', topic }))
  const calls: TestTransport['calls'] = []
  return {
    signal,
    calls,
    async invoke<M extends MethodName>(method: M, params: MethodParams<M>) {
      calls.push({ method, params })
      try {
        const answer = JSON.stringify(await control.invoke(method, params))
        const result: MethodResult<M> = JSON.parse(answer)
        return result
      } catch (thrown) {
        throw new CallFailed(toBridgeError(thrown).answer())
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
