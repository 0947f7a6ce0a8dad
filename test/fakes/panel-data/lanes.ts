/** The lane of those that may not write, at the pretended bridge. */
import type { MethodResult } from '../../../main/contract.ts'
import { aMessage, logEntryOf, type ConversationState } from './conversation.ts'
import type { Desk, FakeHandlers } from './desk.ts'

type Lane = MethodResult<'lanes.list'>[number]

export interface LanesState {
  lanes: Lane[]
}

export const noLanes = (): LanesState => ({ lanes: [] })

export const aLane = (over: Partial<Lane> = {}): Lane => ({
  participant: 'chatgpt',
  name: 'ChatGPT',
  mayWrite: false,
  thread: 't1',
  title: 'Good morning.',
  due: 'm1',
  nudge: {
    line: 'Look again in Drawbridge: call check_inbox with thread: "t1", include_read: true.',
    href: 'https://chatgpt.com/?q=Look%20again',
    command: null,
  },
  ...over,
})

export function laneHandlers({ state, emit }: Desk<LanesState & ConversationState>): FakeHandlers {
  return {
    'lanes.list': ({ thread }) =>
      state.lanes.filter((lane) =>
        thread === undefined ? !lane.mayWrite && lane.due !== null : lane.thread === thread,
      ),
    'lanes.paste': ({ participant, text, thread = 't1', replyTo = null, to = ['claude'] }) => {
      const seq = Math.max(0, ...state.log.map((one) => one.seq)) + 1
      const ownerPart = 'pasted' as const
      const message = aMessage({ seq, from: participant, to, text, thread, replyTo, ownerPart })
      state.messages.push(message)
      state.log.push(logEntryOf(message))
      for (const lane of state.lanes) if (lane.participant === participant) lane.due = null
      emit('messages')
      return { message, duplicate: false }
    },
  }
}
