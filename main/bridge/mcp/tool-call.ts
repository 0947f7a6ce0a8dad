/** Calling one tool: find it, check the permission, run it, and word what went wrong. */
import { randomUUID } from 'node:crypto'
import { ProtocolError, ProtocolErrorCode, type CallToolResult } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { BridgeError, toBridgeError } from '../base/errors.ts'
import type { Log } from '../base/ports.ts'
import { requireScope } from './caller.ts'
import { requireLowered, untilRaised, type Crossing } from './crossing.ts'
import type { Tool, ToolContext } from './tool.ts'

/** Makes the WWW-Authenticate value for a missing scope at the origin the call came to. */
export type ScopeChallenge = (scope: string) => string

export type CallTool = (
  name: string,
  input: unknown,
  context: ToolContext,
  challenge?: ScopeChallenge,
) => Promise<CallToolResult>

/** A caller of the given tools. Only an unknown name is a protocol error; all else is an answer. */
export function createToolCaller(tools: readonly Tool[], crossing: Crossing, log: Log): CallTool {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  return async (name, input, context, challenge) => {
    const tool = byName.get(name)
    if (!tool) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${cut(name, 100)}`)
    }
    try {
      requireScope(context.caller, tool.scope)
      // A card on somebody's screen is no model that listens.
      if (!tool.byCard) context.presence.called(context.caller.participant, context.client)
      const result = await callWhileLowered(tool, tool.read(input), context, crossing)
      // A power cut must not undo what this tells of.
      const settling = context.conversation.settled()
      if (settling) await settling
      return result
    } catch (thrown) {
      context.delivery?.fail()
      if (context.gone().aborted) throw thrown
      // A refusal tells how things stand as well, such as the version a file has by now.
      const settled = context.conversation.settled()
      const reason = settled ? await settled.then(() => thrown, whyNot) : thrown
      return failure(asBridgeError(reason, tool, log), challenge)
    }
  }
}

const whyNot = (error: unknown): unknown => error

/** Only what tells nothing but how things stand is answered while the bridge is raised. */
function callWhileLowered(
  tool: Tool,
  input: unknown,
  context: ToolContext,
  crossing: Crossing,
): Promise<CallToolResult> {
  if (tool.whileRaised) return tool.call(input, context)
  requireLowered(crossing)
  if (!tool.waits) return tool.call(input, context)
  return untilRaised(crossing, context.gone(), async (signal) => {
    const { presence, caller, client } = context
    const ended = presence.waits(caller.participant, client, threadIn(input))
    try {
      return await tool.call(input, { ...context, gone: () => signal })
    } finally {
      ended()
    }
  })
}

/**
 * The thread a waiting call is about, which for a talk has the same id; its schema has not been held
 * against it yet.
 */
function threadIn(input: unknown): string | undefined {
  const given = input as { thread?: unknown; talk?: unknown } | null | undefined
  const thread = given?.talk ?? given?.thread
  return typeof thread === 'string' ? thread.slice(0, 32) : undefined
}

/** The scope each tool needs, for the HTTP challenge before the call. */
export const scopeOfTool = (tools: readonly Tool[]): ((name: string) => string | undefined) => {
  const scopes = new Map(tools.map(({ name, scope }) => [name, scope]))
  return (name) => scopes.get(name)
}

/** The tools whose arguments may be as large as a file. */
export const toolsWithContent = (tools: readonly Tool[]): string[] =>
  tools.filter(({ takesContent }) => takesContent).map(({ name }) => name)

/** Whether a tool reports progress while it waits. */
export const toolWaits = (tools: readonly Tool[]): ((name: string) => boolean) => {
  const waiting = new Set(tools.filter(({ waits }) => waits).map(({ name }) => name))
  return (name) => waiting.has(name)
}

function asBridgeError(thrown: unknown, tool: Tool, log: Log): BridgeError {
  if (thrown instanceof z.ZodError) {
    const known = Object.keys(tool.wire.inputSchema.properties ?? {})
    return new BridgeError('invalid-input', { problem: say(thrown, known) })
  }
  if (thrown instanceof BridgeError) return thrown
  const reference = randomUUID().slice(0, 8)
  log.error('tool.failed', { tool: tool.name, reference, error: String(thrown) })
  return toBridgeError(thrown, reference)
}

function failure(error: BridgeError, challenge: ScopeChallenge | undefined): CallToolResult {
  const { scope } = error.details
  // ChatGPT opens its sign-in only for this; an HTTP 403 does not do it (mcp-clients: ChatGPT).
  const authenticate =
    error.code === 'insufficient-scope' && challenge && typeof scope === 'string'
      ? { 'mcp/www_authenticate': [challenge(scope)] }
      : {}
  return {
    isError: true,
    content: [{ type: 'text', text: `${error.message} ${error.next} (${error.code})` }],
    _meta: { 'drawbridge/error': { ...error.answer() }, ...authenticate },
  }
}

const mostNamed = 10
const longestName = 40

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text

/** `"to": expected string; there is no argument "text", only to, message…` as one sentence. */
function say(error: z.ZodError, known: readonly string[]): string {
  const problems = error.issues.slice(0, mostNamed).map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const unknown = someOf(issue.keys)
      return known.length === 0
        ? `this tool takes no arguments, not even ${unknown}`
        : `there is no argument ${unknown}; the arguments are ${known.join(', ')}`
    }
    const message = cut(issue.message, 300)
    return issue.path.length > 0 ? `"${cut(issue.path.join('.'), 100)}": ${message}` : message
  })
  const more = error.issues.length - problems.length
  return `The arguments do not fit: ${problems.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
}

/** Named so that a model can correct itself, and no longer than that: whoever calls chose the names. */
function someOf(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).map((name) => `"${cut(name, longestName)}"`)
  const more = names.length - named.length
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
