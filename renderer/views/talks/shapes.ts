/** Names for what the bridge answers about talks. */
import type { MethodParams, MethodResult } from '../../../main/contract.ts'

export type Talk = MethodResult<'talks.get'>
export type TalkSeat = Talk['seats'][number]
export type TalkStep = Talk['steps'][number]
export type HandIn = NonNullable<TalkStep['handIn']>
export type TalkResult = NonNullable<Talk['result']>
export type TalkSummary = MethodResult<'talks.list'>[number]
export type TalkForm = MethodResult<'talks.forms'>['forms'][number]
export type Bounds = Talk['bounds']
export type Bound = MethodParams<'talks.more'>['what']
export type Asks = NonNullable<TalkSeat['asks']>
export type FieldName = Asks['required'][number]
export type Objection = NonNullable<HandIn['objections']>[number]
export type Evidence = Objection['evidence']
