/** One tool for one caller, whichever way the call came in: what it may use is put together here. */
import type { CallToolResult } from '@modelcontextprotocol/server'
import type { Conversation } from '../conversation/types.ts'
import type { Delivery } from '../conversation/inbox/inbox-types.ts'
import type { Log } from '../base/ports.ts'
import type { Presence } from '../presence/types.ts'
import { callingClient, type Caller } from './caller.ts'
import type { OwnerPage } from './card/owner-page.ts'
import type { Crossing } from './crossing.ts'
import type { LedgerWriter } from '../ledger/types.ts'
import { createEnter, type Enter } from './enter.ts'
import { createShownSteps } from './talks/shown-steps.ts'
import { createToolCaller, toolWaits, type ScopeChallenge } from './tool-call.ts'
import type { ToolContext } from './tool.ts'
import { tools } from './tools/all.ts'

export interface RunToolDeps {
  conversation: Conversation
  talks: ToolContext['talks']
  guarded: ToolContext['guarded']
  presence: Pick<Presence, 'of' | 'called' | 'waits'>
  /** Where it is entered what each client receives; without it nowhere. */
  ledger?: LedgerWriter | undefined
  /** Whether the owner lets anything across. */
  crossing: Crossing
  ownerPage: OwnerPage
  /** Whether somebody is about to be woken; without it nobody ever is. */
  wakes?: ToolContext['wakes'] | undefined
  /** Whether a client is told of its turns; without it none is. */
  tellsTurn?: ToolContext['tellsTurn'] | undefined
  version: string
  log: Log
}

/** What one way in knows of a call beyond the caller. */
export interface CallExtras {
  /** The name a local client gave itself when it connected. */
  ownName?: string | undefined
  progress?: ((message: string) => void) | undefined
  delivery?: Delivery | undefined
  /** Told how long the answer would be given again; asking counts as a call. */
  repeatable?: ((holds: () => boolean) => void) | undefined
}

type SeatOf = Omit<
  ToolContext,
  'ownerPage' | 'version' | 'position' | 'gone' | 'delivery' | 'enter' | 'repeatable' | 'progress'
>

export interface RunTool {
  /** `gone` gives a signal that aborts when the client goes away. */
  (
    name: string,
    input: unknown,
    caller: Caller,
    gone: () => AbortSignal,
    challenge?: ScopeChallenge,
    extras?: CallExtras,
  ): Promise<CallToolResult>
  /** What a tool knows of one caller; the name is what a local client gave itself. */
  seatOf(caller: Caller, ownName: string | undefined): SeatOf
  /** Enters what an answer shows that is no tool's. */
  enter: Enter
  knows(name: string): boolean
  /** Whether the tool reports progress while it waits. */
  waits(name: string): boolean
}

const nothing = () => {}
const nobody = () => false

export function createRunTool(deps: RunToolDeps): RunTool {
  const { conversation, talks, guarded, presence, crossing, ownerPage, version, log } = deps
  const { wakes = nobody, tellsTurn = nobody } = deps
  const shownSteps = createShownSteps()
  const enter = createEnter(deps.ledger)
  const callTool = createToolCaller(tools, crossing, log)
  const names = new Set(tools.map(({ name }) => name))
  const seatOf: RunTool['seatOf'] = (caller, ownName) => ({
    conversation,
    talks,
    guarded,
    shownSteps,
    caller,
    client: callingClient(caller, ownName),
    presence,
    wakes,
    tellsTurn,
  })
  function isRepeated({ caller, client }: SeatOf, holds: () => boolean): boolean {
    if (crossing.get() === 'raised' || !holds()) return false
    presence.called(caller.participant, client)
    return true
  }
  const run = (
    ...[name, input, caller, gone, challenge, extras = {}]: Parameters<RunTool>
  ): ReturnType<RunTool> => {
    const seat = seatOf(caller, extras.ownName)
    return callTool(
      name,
      input,
      // Put together by hand: a spread of another object costs more than the rest of most calls.
      {
        conversation,
        talks,
        guarded,
        shownSteps,
        caller,
        client: seat.client,
        presence,
        wakes,
        tellsTurn,
        ownerPage,
        version,
        position: crossing.get(),
        gone,
        delivery: extras.delivery,
        enter: (shown) => enter(seat, name, shown, extras.delivery),
        repeatable: extras.repeatable
          ? (holds) => extras.repeatable?.(() => isRepeated(seat, holds))
          : nothing,
        progress: extras.progress ?? nothing,
      },
      challenge,
    )
  }
  return Object.assign(run, {
    seatOf,
    enter,
    knows: (name: string) => names.has(name),
    waits: toolWaits(tools),
  })
}
