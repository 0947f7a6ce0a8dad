/**
 * The control contract: every method and event that the window, the browser panel and the command
 * line share, as zod schemas and the types that follow from them. Both ends validate with these.
 */
import { z } from 'zod'

const isoTime = z.string()
const participantId = z.string().min(1).max(32)

export const inboxCountSchema = z.object({
  participant: participantId,
  name: z.string(),
  unread: z.number(),
  unacknowledged: z.number(),
})

export const tunnelSchema = z.object({
  mode: z.enum(['off', 'quick', 'named', 'own-url']),
  state: z.enum([
    'stopped',
    'starting',
    'connecting',
    'verifying',
    'ready',
    'degraded',
    'waiting',
    'failed',
  ]),
  since: isoTime,
  /** All of it in one sentence. */
  detail: z.string(),
  publicUrl: z.string().nullable(),
  hostname: z.string().nullable(),
  /** How long this kind of address lives, in honest words. */
  stability: z.string(),
  lastProbe: z
    .object({ at: isoTime, ok: z.boolean(), tookMs: z.number(), detail: z.string() })
    .nullable(),
  lastError: z
    .object({
      code: z.string(),
      cause: z.string(),
      sentence: z.string(),
      action: z.string(),
      at: isoTime,
    })
    .nullable(),
  waiting: z.object({ reason: z.string(), until: isoTime.nullable() }).nullable(),
  protocol: z.enum(['quic', 'http2']).nullable(),
  cloudflared: z
    .object({ path: z.string(), version: z.string(), pid: z.number().nullable() })
    .nullable(),
})

export const statusSchema = z.object({
  version: z.string(),
  pid: z.number(),
  startedAt: isoTime,
  dataDir: z.string(),
  /** The address to give to MCP clients: the public one when there is one. */
  mcpUrl: z.string(),
  localMcpUrl: z.string(),
  panelUrl: z.string().nullable(),
  origins: z.array(z.object({ url: z.string(), kind: z.enum(['loopback', 'public']) })),
  tunnel: tunnelSchema,
  secrets: z.object({
    kind: z.enum(['keychain', 'file']),
    description: z.string(),
    warning: z.string().optional(),
  }),
  files: z.number(),
  logEntries: z.number(),
  inboxes: z.array(inboxCountSchema),
  pendingApprovals: z.number(),
  clients: z.number(),
  /** How Claude Desktop and others start their link: absolute paths, no shell. */
  linkCommand: z.object({ command: z.string(), args: z.array(z.string()) }),
  /** Whom the open stdio links speak as, one entry per link. */
  links: z.array(participantId),
})

export const approvalSchema = z.object({
  number: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  vendor: z.string(),
  identifiedBy: z.enum(['known', 'cimd', 'registered', 'manual']),
  verifiedHost: z.string().nullable(),
  redirectHost: z.string(),
  scopes: z.array(z.string()),
  origin: z.string(),
  suggestedParticipant: participantId,
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
  createdAt: isoTime,
  lastUsedAt: isoTime.nullable(),
  /** The origin it signed in at. */
  origin: z.string().nullable(),
  /** Why it has to be connected again; null when it need not. */
  reconnect: z.string().nullable(),
  grants: z.number(),
})

export const participantSchema = z.object({
  id: participantId,
  name: z.string(),
  createdAt: isoTime,
})

export const messageSchema = z.object({
  id: z.string(),
  seq: z.number(),
  thread: z.string(),
  from: participantId,
  to: z.array(participantId),
  text: z.string(),
  importance: z.enum(['low', 'normal', 'high']),
  replyTo: z.string().nullable(),
  sentAt: isoTime,
})

export const inboxMessageSchema = messageSchema.extend({
  readAt: isoTime.nullable(),
  acknowledgedAt: isoTime.nullable(),
})

export const threadSchema = z.object({
  id: z.string(),
  participants: z.array(participantId),
  messages: z.number(),
  lastMessageAt: isoTime,
  title: z.string(),
})

export const fileSchema = z.object({
  name: z.string(),
  version: z.number(),
  size: z.number(),
  mimeType: z.string(),
  sha256: z.string(),
  writtenBy: participantId,
  writtenAt: isoTime,
})

export const logEntrySchema = z.object({
  seq: z.number(),
  kind: z.enum(['message', 'note', 'file-written', 'file-deleted', 'archived', 'acknowledged']),
  at: isoTime,
  by: participantId,
  to: z.array(participantId).nullable(),
  text: z.string(),
  thread: z.string().nullable(),
  ref: z.string().nullable(),
  hash: z.string(),
})

export const searchResultSchema = z.object({
  id: z.string(),
  kind: z.enum(['message', 'file', 'log']),
  title: z.string(),
  snippet: z.string(),
  by: participantId,
  at: isoTime,
})

export const keySchema = z.object({
  kid: z.string(),
  state: z.enum(['next', 'current', 'retired']),
  createdAt: isoTime,
  retiresAt: isoTime.nullable(),
})

const limit = z.number().int().min(1).max(500).optional()
const nothing = z.object({})

const method = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({
  params,
  result,
})

/** Every control method: what it takes and what it gives. */
export const methods = {
  'status.get': method(nothing, statusSchema),

  /** Ends the bridge; the answer comes before it has ended. */
  'bridge.stop': method(nothing, z.object({ pid: z.number() })),

  /** A fresh one-time link that opens the panel in a browser; null where there is no panel. */
  'panel.link': method(nothing, z.object({ url: z.string().nullable() })),

  'approvals.list': method(nothing, z.array(approvalSchema)),
  'approvals.approve': method(
    z.object({ number: z.string(), participant: participantId.optional() }),
    approvalSchema.extend({ participant: participantId }),
  ),
  'approvals.deny': method(z.object({ number: z.string() }), approvalSchema),

  'clients.list': method(nothing, z.array(clientSchema)),
  'clients.add': method(
    z.object({
      name: z.string().min(1).max(100),
      redirectUris: z.array(z.string()).max(20).default([]),
      secret: z.boolean().default(false),
    }),
    z.object({ client: clientSchema, clientSecret: z.string().optional() }),
  ),
  'clients.revoke': method(z.object({ client: z.string() }), clientSchema),
  'clients.assign': method(
    z.object({ client: z.string(), participant: participantId }),
    clientSchema,
  ),

  'participants.list': method(nothing, z.array(participantSchema)),
  'participants.add': method(
    z.object({ id: participantId, name: z.string().max(60).optional() }),
    participantSchema,
  ),

  'conversation.send': method(
    z.object({
      to: z.array(participantId).min(1),
      text: z.string(),
      thread: z.string().optional(),
      replyTo: z.string().optional(),
      importance: z.enum(['low', 'normal', 'high']).optional(),
      idempotencyKey: z.string().optional(),
    }),
    z.object({ message: messageSchema, duplicate: z.boolean() }),
  ),
  /** Looks without marking anything read, unless it is the owner's own inbox and markRead is set. */
  'conversation.inbox': method(
    z.object({
      participant: participantId.optional(),
      limit,
      includeRead: z.boolean().optional(),
      markRead: z.boolean().optional(),
    }),
    z.object({
      messages: z.array(inboxMessageSchema),
      cursor: z.string(),
      remaining: z.number(),
    }),
  ),
  'conversation.threads': method(z.object({ limit }), z.array(threadSchema)),
  'conversation.thread': method(z.object({ id: z.string() }), z.array(messageSchema)),
  'conversation.log': method(
    z.object({
      thread: z.string().optional(),
      limit,
      before: z.number().optional(),
      includeArchived: z.boolean().optional(),
    }),
    z.array(logEntrySchema),
  ),
  'conversation.verify': method(
    nothing,
    z.union([
      z.object({ ok: z.literal(true), entries: z.number() }),
      z.object({ ok: z.literal(false), brokenAt: z.number() }),
    ]),
  ),
  'conversation.search': method(
    z.object({ query: z.string(), limit }),
    z.array(searchResultSchema),
  ),

  'files.list': method(nothing, z.array(fileSchema)),
  'files.read': method(
    z.object({
      name: z.string(),
      version: z.number().int().optional(),
      encoding: z.enum(['utf-8', 'base64']).optional(),
    }),
    fileSchema.extend({ encoding: z.enum(['utf-8', 'base64']), content: z.string() }),
  ),
  'files.write': method(
    z.object({
      name: z.string(),
      content: z.string(),
      encoding: z.enum(['utf-8', 'base64']).optional(),
      ifVersion: z.number().int().optional(),
    }),
    fileSchema,
  ),
  'files.delete': method(
    z.object({ name: z.string(), ifVersion: z.number().int().optional() }),
    z.object({ name: z.string(), deletedVersion: z.number() }),
  ),

  'tunnel.status': method(nothing, tunnelSchema),
  /** Begins anew, after something was mended. */
  'tunnel.restart': method(nothing, tunnelSchema),
  /** `token`: a connector token, or an API token (used once, never kept). */
  'tunnel.setup': method(
    z.object({ hostname: z.string().min(1).max(253), token: z.string().min(1) }),
    tunnelSchema,
  ),
  /** Back to a quick tunnel; with an API token, what was made at Cloudflare is removed too. */
  'tunnel.remove': method(z.object({ apiToken: z.string().optional() }), tunnelSchema),

  'keys.list': method(nothing, z.array(keySchema)),
  'keys.rotate': method(nothing, z.array(keySchema)),
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
    'messages',
    'files',
    'keys',
    'tunnel',
  ]),
})
export type ControlEvent = z.infer<typeof eventSchema>

export type Status = z.infer<typeof statusSchema>
export type Approval = z.infer<typeof approvalSchema>
export type Client = z.infer<typeof clientSchema>

/** How a failed call looks on every transport. */
export const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  side: z.enum(['bridge', 'client', 'owner', 'network']),
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
