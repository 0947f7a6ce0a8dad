/**
 * What is said on the local socket. The first line from the program that connects says who it is and
 * what it wants; the bridge answers with one line; from then on the connection carries MCP (`mcp`),
 * one JSON request and answer per line (`control`), or a document (`export`).
 */
import { z } from 'zod'

export const helloSchema = z.discriminatedUnion('as', [
  z.object({
    as: z.literal('mcp'),
    token: z.string(),
    participant: z.string(),
    /** The run of a program that the bridge started. */
    run: z.string().max(64).optional(),
  }),
  z.object({ as: z.literal('control'), token: z.string() }),
  z.object({
    as: z.literal('export'),
    token: z.string(),
    format: z.enum(['markdown', 'json']),
    /** Only this one. */
    thread: z.string().max(32).optional(),
  }),
])
export type Hello = z.infer<typeof helloSchema>
