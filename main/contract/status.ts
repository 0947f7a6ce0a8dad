/** The bridge as a whole: how things stand, and what can be done to all of it. */
import { z } from 'zod'
import { isoTime, method, nothing, participantId } from './method.ts'
import { tunnelSchema } from './tunnel.ts'

export const inboxCountSchema = z.object({
  participant: participantId,
  name: z.string(),
  unread: z.number(),
  unacknowledged: z.number(),
})

/** `waiting`: in a call that waits for messages. `lately`: called in the last five minutes. */
const listeningSchema = z.object({
  state: z.enum(['waiting', 'lately', 'away']),
  /** When its wait began; otherwise when it last called. */
  since: isoTime.nullable(),
  lastSeen: isoTime.nullable(),
})

/** Whether a participant would hear a message now, and through which of its clients. */
export const presenceSchema = listeningSchema.extend({
  participant: participantId,
  clients: z.array(listeningSchema.extend({ id: z.string(), name: z.string() })),
})

export const statusSchema = z.object({
  version: z.string(),
  pid: z.number(),
  startedAt: isoTime,
  dataDir: z.string(),
  /** Raised: nothing crosses until the owner lowers it. */
  position: z.enum(['raised', 'lowered']),
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
  /** Threads that have reached their bound and wait for the owner. */
  heldThreads: z.number(),
  /** Everything that models send waits for the owner. */
  guarded: z.boolean(),
  /** What models sent and the owner has not let through yet. */
  heldItems: z.number(),
  pendingApprovals: z.number(),
  clients: z.number(),
  /** How Claude Desktop and others start their link: absolute paths, no shell; `env` is part of it. */
  linkCommand: z.object({
    command: z.string(),
    args: z.array(z.string()),
    env: z.record(z.string(), z.string()).optional(),
  }),
  /** Whom the open stdio links speak as, one entry per link. */
  links: z.array(participantId),
  /** When a link of each was last open, of those whose links are all closed; since the bridge began. */
  lastLinks: z.array(z.object({ participant: participantId, at: isoTime })).optional(),
  /** Of everybody who ever called; nobody else has ever listened. */
  presence: z.array(presenceSchema),
})

/** Something that takes its time, for a progress bar; ended ones stay a minute. */
export const taskSchema = z.object({
  id: z.string(),
  kind: z.enum(['download', 'set-up', 'export', 'backup', 'probe', 'check']),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** In steps or bytes; `total` null: nobody knows how much there is. */
  done: z.number(),
  total: z.number().nullable(),
  /** What is being done now, or how it ended. */
  detail: z.string(),
  startedAt: isoTime,
})

export const statusMethods = {
  'status.get': method(nothing, statusSchema),
  /** Ends the bridge; the answer comes before it has ended. */
  'bridge.stop': method(nothing, z.object({ pid: z.number() })),
  /** Raised: nothing crosses. Lowered: open. Kept across restarts. */
  'bridge.move': method(z.object({ position: z.enum(['raised', 'lowered']) }), statusSchema),
  /** A fresh one-time link that opens the panel in a browser; null where there is no panel. */
  'panel.link': method(nothing, z.object({ url: z.string().nullable() })),
  'tasks.list': method(nothing, z.array(taskSchema)),
} as const
