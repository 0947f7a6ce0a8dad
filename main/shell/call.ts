/** A call of the contract from inside the app, with its types. */
import type { Control, MethodName, MethodParams, MethodResult } from '../contract.ts'

export const call = <M extends MethodName>(
  control: Control,
  method: M,
  params: MethodParams<M>,
): Promise<MethodResult<M>> => control.invoke(method, params) as Promise<MethodResult<M>>
