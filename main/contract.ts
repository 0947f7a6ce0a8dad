/**
 * The control contract: every method and event that the window, the browser panel and the command
 * line share, as zod schemas and the types that follow from them. Both ends validate with these.
 */
import { z } from 'zod'
import { clientMethods, type approvalSchema, type clientSchema } from './contract/clients.ts'
import { connectMethods } from './contract/connect.ts'
import { conversationMethods } from './contract/conversation.ts'
import { doctorMethods } from './contract/doctor.ts'
import { heldMethods } from './contract/held.ts'
import { ledgerMethods } from './contract/ledger.ts'
import { eventMethods, type eventSubscriptionSchema } from './contract/events.ts'
import { identityMethods } from './contract/identity.ts'
import { laneMethods } from './contract/lanes.ts'
import { keyMethods } from './contract/keys.ts'
import { linkMethods } from './contract/links.ts'
import { seatMethods } from './contract/seats.ts'
import { settingsMethods } from './contract/settings.ts'
import { statusMethods, type statusSchema } from './contract/status.ts'
import { talkMethods } from './contract/talks.ts'
import { trafficMethods } from './contract/traffic.ts'
import { tunnelMethods } from './contract/tunnel.ts'

/** Every control method: what it takes and what it gives. */
export const methods = {
  ...statusMethods,
  ...clientMethods,
  ...conversationMethods,
  ...heldMethods,
  ...laneMethods,
  ...linkMethods,
  ...ledgerMethods,
  ...talkMethods,
  ...seatMethods,
  ...eventMethods,
  ...tunnelMethods,
  ...identityMethods,
  ...trafficMethods,
  ...keyMethods,
  ...settingsMethods,
  ...connectMethods,
  ...doctorMethods,
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
export type MethodParams<M extends MethodName> = z.input<Methods[M]['params']>
export type MethodResult<M extends MethodName> = z.output<Methods[M]['result']>

/** What changed; a client that sees one asks again for what it shows. */
export const eventSchema = z.object({
  seq: z.number(),
  topic: z.enum([
    'status',
    'approvals',
    'clients',
    'participants',
    'presence',
    'messages',
    'talks',
    'seats',
    'held',
    'ledger',
    'events',
    'files',
    'keys',
    'tunnel',
    'identity',
    'traffic',
    'settings',
    'tasks',
    'audit',
    'connect',
    'doctor',
  ]),
})
export type ControlEvent = z.infer<typeof eventSchema>
export type Topic = ControlEvent['topic']

export type Status = z.infer<typeof statusSchema>
export type Approval = z.infer<typeof approvalSchema>
export type Client = z.infer<typeof clientSchema>
export type EventSubscription = z.infer<typeof eventSubscriptionSchema>

/** How a failed call looks on every transport. */
export const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  side: z.enum(['bridge', 'client', 'owner', 'network', 'provider']),
  next: z.string(),
  docs: z.string(),
})
export type Failure = z.infer<typeof failureSchema>

/** The one face of the bridge toward its owner; every transport hands on to this. */
export interface Control {
  /** Validates the parameters, does it, validates the answer. Throws BridgeError. */
  invoke(method: string, params: unknown): Promise<unknown>
  onEvent(listener: (event: ControlEvent) => void): () => void
}
