/** The types that tie what a method does to what the contract says of it. */
import type { z } from 'zod'
import type { MethodName, Methods } from '../../contract.ts'

type Parsed<M extends MethodName> = z.output<Methods[M]['params']>

export type Result<M extends MethodName> =
  z.input<Methods[M]['result']> | Promise<z.input<Methods[M]['result']>>

/** What each of these methods does. */
export type Handlers<M extends MethodName = MethodName> = {
  [N in M]: (params: Parsed<N>) => Result<N>
}

/** The methods of one area of the contract. */
export type HandlersOf<Area extends object> = Handlers<Extract<keyof Area, MethodName>>
