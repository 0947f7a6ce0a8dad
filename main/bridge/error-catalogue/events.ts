/** Events: subscriptions and their callbacks. */
import { entry, type Entry } from './entry.ts'

export const eventErrors = {
  'unknown-event': entry(
    404,
    'client',
    'There is no event of that name; there are {known}.',
    'Call events/list and subscribe to one of its names.',
  ),
  'callback-refused': entry(
    400,
    'client',
    'The callback cannot be used: {words} ({reason}).',
    'Give a public https address that answers the verification with its challenge, and subscribe again.',
  ),
  'too-many-subscriptions': entry(
    429,
    'client',
    'There are too many subscriptions to events; one sign-in can have {limit}.',
    'Unsubscribe from what is not needed any more. The owner sees all of them in the panel under Clients and with `drawbridge events`.',
  ),
  'wake-failing': entry(
    502,
    'client',
    '{client} asked to be woken by events and does not take them: {outcome}.',
    'Ask it in a chat to subscribe to the events of Drawbridge again, or end the subscription: in the panel under Clients, or with `drawbridge events`.',
  ),
  'wake-unproved': entry(
    502,
    'client',
    '{client} asked to be woken by events, and its side did not prove itself: {words}.',
    'Ask it in a chat to subscribe to the events of Drawbridge again. If that is of no use, let it check its inbox when you ask it to: nothing is lost.',
  ),
} as const satisfies Record<string, Entry>
