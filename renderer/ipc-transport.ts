/** The transport in the desktop window: what the preload script puts there, nothing else. */
import type { Failure, MethodName, MethodParams, MethodResult } from '../main/contract.ts'
import { CallFailed, type Signal, type Transport } from './transport.ts'

/** `window.drawbridge`; failures come as values because errors lose their fields on the way. */
export interface DesktopFace {
  invoke: (
    method: string,
    params: unknown,
  ) => Promise<{ ok: true; value: unknown } | { ok: false; failure: Failure }>
  subscribe: (listener: (signal: Signal) => void) => () => void
}

declare global {
  interface Window {
    drawbridge?: DesktopFace
  }
}

export function createIpcTransport(face: DesktopFace): Transport {
  return {
    subscribe: face.subscribe,
    async invoke<M extends MethodName>(method: M, params: MethodParams<M>) {
      const answer = await face.invoke(method, params)
      if (!answer.ok) throw new CallFailed(answer.failure)
      // The bridge has validated it by the contract's own schema.
      return answer.value as MethodResult<M>
    },
  }
}
