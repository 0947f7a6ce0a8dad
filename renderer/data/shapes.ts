/** Names for what the bridge answers most often. */
import type { MethodResult } from '../../main/contract.ts'

export type Participants = MethodResult<'participants.list'>
export type LogEntries = MethodResult<'conversation.log'>
