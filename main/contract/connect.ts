/** Setting up clients: what is there, the best way in, and undoing it. */
import { z } from 'zod'
import { isoTime, method, nothing, problemSchema } from './method.ts'

export const connectClientId = z.enum([
  'chatgpt',
  'claude-web',
  'claude-desktop',
  'claude-code',
  'codex',
  'cursor',
  'vscode',
  'copilot',
  'antigravity',
  'gemini',
  'opencode',
  'opencode-2',
  'qwen',
  'grok',
  'kiro',
  'windsurf',
  'zed',
  'other',
])

const routeSchema = z.object({
  id: z.string(),
  /** `link` opens an address that prefills; `config` edits a file; `command` runs the client's own. */
  kind: z.enum(['link', 'config', 'command', 'bundle', 'steps']),
  title: z.string(),
  /** One sentence: what it does, or why it cannot be taken here. */
  detail: z.string(),
  available: z.boolean(),
  recommended: z.boolean(),
})

export const connectClientSchema = z.object({
  id: connectClientId,
  name: z.string(),
  /** A web client is neither installed nor missing: `web`. */
  installed: z.enum(['yes', 'no', 'web', 'unknown']),
  /** `stale`: an entry is there but does not lead here any more; `connected`: it was seen. */
  state: z.enum(['connected', 'set-up', 'stale', 'not-set-up', 'unreadable', 'unknown']),
  /** Where things stand, in one sentence. */
  detail: z.string(),
  seenAt: isoTime.nullable(),
  routes: z.array(routeSchema),
  canUndo: z.boolean(),
  problem: problemSchema.nullable(),
})

/** Numbered steps with the exact texts of the client's screens. */
export const guideSchema = z.object({
  client: connectClientId,
  route: z.string(),
  /** Opens with everything filled in; null where there is no such address. */
  link: z.string().nullable(),
  steps: z.array(
    z.object({
      text: z.string(),
      open: z.object({ label: z.string(), url: z.string() }).nullable(),
      copy: z.array(z.object({ label: z.string(), value: z.string() })),
    }),
  ),
  /** As of when these texts are known. */
  asOf: z.string(),
})

export const previewSchema = z.object({
  client: connectClientId,
  route: z.string(),
  /** The file as it will be written (a link is followed), or null for a command. */
  file: z.string().nullable(),
  /** Unified diff; empty when nothing would change. */
  diff: z.string(),
  creates: z.boolean(),
  /** What the client itself would not read of the file, in a sentence: it is written without. */
  cleans: z.string().nullable(),
  /** The program and its arguments, for a command. */
  command: z.array(z.string()).nullable(),
  /** Proves to `connect.apply` that the file is still as it was previewed. */
  token: z.string(),
  /** What the owner has to do afterwards: "Quit Claude Desktop and open it again." */
  afterwards: z.string().nullable(),
})

const target = z.object({ client: connectClientId, route: z.string() })

export const connectMethods = {
  'connect.list': method(nothing, z.array(connectClientSchema)),
  'connect.guide': method(target, guideSchema),
  /** Changes nothing. */
  'connect.preview': method(target, previewSchema),
  /** Backs the file up, writes, reads back; refused when the file changed since the preview. */
  'connect.apply': method(
    target.extend({ token: z.string() }),
    z.object({ file: z.string().nullable(), backup: z.string().nullable(), detail: z.string() }),
  ),
  /**
   * Puts back the bytes from before. When others wrote the file since, only our entry is undone; refused
   * when somebody changed that entry, unless `force`.
   */
  'connect.undo': method(
    z.object({ client: connectClientId, force: z.boolean().optional() }),
    z.object({ file: z.string().nullable(), detail: z.string() }),
  ),
  /** A client id for clients that want one by hand; the same one when there is one already. */
  'connect.manual-client': method(
    z.object({ client: connectClientId, secret: z.boolean().optional() }),
    z.object({ clientId: z.string(), clientSecret: z.string().nullable() }),
  ),
} as const
