/** Who may connect: sign-ins that wait for the owner, clients, the people they speak as. */
import { z } from 'zod'
import { isoTime, method, nothing, participantId } from './method.ts'

/** Of the conversation: all of it, or only what its participant wrote and was sent. */
const reads = z.enum(['whole', 'own'])

export const approvalSchema = z.object({
  number: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  vendor: z.string(),
  identifiedBy: z.enum(['known', 'cimd', 'registered', 'manual']),
  verifiedHost: z.string().nullable(),
  redirectHost: z.string(),
  /** It comes back to this computer: its id proves nothing about the program. */
  comesBackHere: z.boolean(),
  scopes: z.array(z.string()),
  origin: z.string(),
  suggestedParticipant: participantId,
  /** What it reads, speaking as that one, unless the owner says otherwise. */
  reads,
  requestedAt: isoTime,
  expiresAt: isoTime,
})

export const clientSchema = z.object({
  clientId: z.string(),
  name: z.string(),
  vendor: z.string(),
  registeredBy: z.enum(['known', 'cimd', 'registered', 'manual']),
  redirectUris: z.array(z.string()),
  /** Whom its newest sign-in speaks as; null until it was approved. */
  participant: participantId.nullable(),
  /** Everybody its living sign-ins speak as; several people of one vendor share a client id. */
  participants: z.array(participantId),
  scopes: z.array(z.string()),
  /** `whole` when any of its living sign-ins reads the whole conversation. */
  reads,
  createdAt: isoTime,
  lastUsedAt: isoTime.nullable(),
  /** The origin it signed in at. */
  origin: z.string().nullable(),
  /** Why it has to be connected again; null when it need not. */
  reconnect: z.string().nullable(),
  grants: z.number(),
  /** What it calls itself, where the owner gave it another name. */
  ownName: z.string().nullable(),
  /** Refresh tokens that can still be used. */
  tokens: z.number(),
})

export const participantSchema = z.object({
  id: participantId,
  name: z.string(),
  createdAt: isoTime,
})

export const clientMethods = {
  'approvals.list': method(nothing, z.array(approvalSchema)),
  /**
   * `scopes`: fewer than it asked for; all of them when left out. `reads`: what the approval says
   * when left out, and its own when it speaks as somebody else than suggested.
   */
  'approvals.approve': method(
    z.object({
      number: z.string(),
      participant: participantId.optional(),
      scopes: z.array(z.string()).optional(),
      reads: reads.optional(),
    }),
    approvalSchema.extend({ participant: participantId }),
  ),
  /** `others`: also all of its kind that wait, and those that come in the next ten minutes. */
  'approvals.deny': method(
    z.object({ number: z.string(), others: z.boolean().optional() }),
    approvalSchema,
  ),
  /** Only the one whose page shows these digits, while the others of its kind are shut out. */
  'approvals.admit': method(
    z.object({ pass: z.string().regex(/^\d{8}$/) }),
    z.object({ until: isoTime }),
  ),
  /** Until when sign-ins of any kind are shut out; null when none are. */
  'approvals.shut': method(nothing, z.object({ until: isoTime.nullable() })),

  'clients.list': method(nothing, z.array(clientSchema)),
  'clients.add': method(
    z.object({
      name: z.string().min(1).max(100),
      redirectUris: z.array(z.string()).max(20).default([]),
      secret: z.boolean().default(false),
    }),
    z.object({
      client: clientSchema,
      clientSecret: z.string().optional(),
      /** What the owner should know of its addresses. */
      warnings: z.array(z.string()).optional(),
    }),
  ),
  'clients.revoke': method(z.object({ client: z.string() }), clientSchema),
  'clients.assign': method(
    z.object({ client: z.string(), participant: participantId }),
    clientSchema,
  ),
  /** What the owner calls it; an empty name brings back its own. */
  'clients.rename': method(
    z.object({ client: z.string(), name: z.string().max(100) }),
    clientSchema,
  ),
  /** Only these scopes from its next request on; never more than it was granted. */
  'clients.narrow': method(
    z.object({ client: z.string(), scopes: z.array(z.string()) }),
    clientSchema,
  ),

  /** How much of the conversation it reads from its next request on. */
  'clients.setReads': method(z.object({ client: z.string(), reads }), clientSchema),

  'participants.list': method(nothing, z.array(participantSchema)),
  'participants.add': method(
    z.object({ id: participantId, name: z.string().max(60).optional() }),
    participantSchema,
  ),
  'participants.rename': method(
    z.object({ id: participantId, name: z.string().min(1).max(60) }),
    participantSchema,
  ),
} as const
