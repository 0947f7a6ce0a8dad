/** What the parts report, as topics of the contract. */
import type { Conversation } from '../conversation/types.ts'
import type { Identity } from '../identity/identity.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { PublicAddress } from '../address/public-address.ts'
import type { Subscription } from './create-control.ts'

const topicOfConversation = {
  message: 'messages',
  inbox: 'messages',
  log: 'messages',
  file: 'files',
  participants: 'participants',
  thread: 'messages',
} as const

export const ofConversation =
  (conversation: Pick<Conversation, 'onEvent'>): Subscription =>
  (send) =>
    conversation.onEvent(({ type }) => send(topicOfConversation[type]))

export const ofSignIn =
  (authorization: Pick<AuthorizationServer, 'onEvent'>): Subscription =>
  (send) =>
    authorization.onEvent(({ type }) => send(type))

export const ofAddress =
  (address: Pick<PublicAddress, 'onChange'>): Subscription =>
  (send) =>
    address.onChange(() => send('tunnel'))

export const ofIdentity =
  (identity: Pick<Identity, 'onChange'>): Subscription =>
  (send) =>
    identity.onChange(() => send('identity'))
