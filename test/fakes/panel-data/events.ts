/** Subscriptions to events of the pretended bridge. */
import type { EventSubscription } from '../../../main/contract.ts'
import { minutesAgo, type Desk, type FakeHandlers } from './desk.ts'

export interface EventsState {
  subscriptions: EventSubscription[]
}

export const nobodyWoken = (): EventsState => ({ subscriptions: [] })

export const aSubscription = (over: Partial<EventSubscription> = {}): EventSubscription => ({
  id: 'sub_1',
  clientId: 'https://chatgpt.com/oauth/client.json',
  client: 'ChatGPT',
  participant: 'chatgpt',
  event: 'message.received',
  filter: {},
  host: 'chatgpt.com',
  state: 'live',
  createdAt: minutesAgo(600),
  refreshBefore: minutesAgo(-6 * 24 * 60),
  delivered: 3,
  refused: 0,
  waiting: 0,
  lastAt: minutesAgo(4),
  lastOutcome: 'taken',
  ...over,
})

export const eventHandlers = ({ state, emit }: Desk<EventsState>): FakeHandlers => ({
  'events.list': () => ({
    subscriptions: state.subscriptions,
    sentence: 'Use the Drawbridge connector: subscribe to its events.',
  }),
  'events.end': ({ id }) => {
    const before = state.subscriptions.length
    state.subscriptions = state.subscriptions.filter((one) => one.id !== id)
    emit('events')
    return { ended: state.subscriptions.length < before }
  },
})
