/**
 * One tool: its frozen name, its schemas and what it does. The wire form (JSON Schema and all) is
 * built once and not when the process starts, which has to be quick.
 */
import type { CallToolResult, Tool as WireTool } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Conversation } from '../conversation/types.ts'
import type { Delivery } from '../conversation/inbox/inbox-types.ts'
import type { Message } from '../conversation/message-types.ts'
import type { CallingClient, Presence } from '../presence/types.ts'
import type { Talks } from '../talk/talk-types.ts'
import { cardUri } from './card/card-resource.ts'
import type { OwnerPage } from './card/owner-page.ts'
import type { Guarded } from '../guarded/types.ts'
import type { Shown } from '../ledger/types.ts'
import type { Caller, Scope } from './caller.ts'
import { forgiving } from './forgiving.ts'
import type { ShownSteps } from './talks/shown-steps.ts'

/** What a tool may use while it runs. */
export interface ToolContext {
  conversation: Conversation
  talks: Pick<Talks, 'withSeat' | 'handIn' | 'wait'>
  /** What the owner lets through, and what waits for them. */
  guarded: Pick<Guarded, 'ask' | 'list' | 'outlines'>
  shownSteps: ShownSteps
  caller: Caller
  /** The program that calls, as reading and presence are kept by. */
  client: CallingClient
  /** Who listens. */
  presence: Pick<Presence, 'of' | 'called' | 'waits'>
  /** Where the owner decides. */
  ownerPage: OwnerPage
  /** Whether a participant is being woken, or will be for this message. */
  wakes: (participant: string, message?: Pick<Message, 'from' | 'thread' | 'importance'>) => boolean
  /** Whether this client is told by an event when it is its turn in the talk. */
  tellsTurn: (who: Pick<Caller, 'clientId' | 'participant'>, talk: string) => boolean
  version: string
  /** Raised: nothing crosses. */
  position: 'raised' | 'lowered'
  /** A signal that aborts when the client goes away or cancels; made only for who asks. */
  gone: () => AbortSignal
  /** What is handed out counts as received once the answer was written whole. */
  delivery: Delivery | undefined
  /** Enters into the ledger what the answer shows of messages and files. */
  enter: (shown: readonly Shown[]) => void
  /** Told by a tool that changed nothing how long the same call would be answered the same. */
  repeatable: (holds: () => boolean) => void
  /** Tells a client that asked for progress that the call is alive. */
  progress: (message: string) => void
}

/** What a tool gives: words for a reader, data for a program. */
export interface ToolAnswer<Data> {
  text: string
  data: Data
  /** What of messages and files it shows, for the ledger. */
  shown?: readonly Shown[]
  /** True while the same call would be answered the same and change nothing. */
  holds?: (() => boolean) | undefined
}

interface Annotations {
  /** Changes nothing but the bridge's own books, such as what counts as read (decision 43). */
  readOnly: boolean
  /** May take something away from view or replace it. */
  destructive: boolean
  /** The same call twice has the effect of one. */
  idempotent: boolean
}

export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string
  title: string
  description: string
  scope: Scope
  annotations: Annotations
  input: Input
  output: Output
  /** Reports progress while it waits, so the answer may have to be a stream. */
  waits?: boolean
  /** Answered also while the bridge is raised: it tells nothing of what was said. */
  whileRaised?: boolean
  /** An argument holds the content of a file, so a call may be that large. */
  takesContent?: boolean
  /** The host shows the card with its answer; or the card calls it to be shown anew. */
  card?: 'shows' | 'refreshes'
  run(
    input: z.output<Input>,
    context: ToolContext,
  ): ToolAnswer<z.input<Output>> | Promise<ToolAnswer<z.input<Output>>>
}

export interface Tool {
  name: string
  scope: Scope
  waits: boolean
  whileRaised: boolean
  takesContent: boolean
  /** Called by the card on its own, so that a call says nothing about who listens. */
  byCard: boolean
  /** Made when it is first asked for, and once. */
  readonly wire: WireTool
  output: z.ZodObject
  /** What the arguments mean, for `call`; they are not checked yet. */
  read(input: unknown): unknown
  call(input: unknown, context: ToolContext): Promise<CallToolResult>
}

/** A tool ready to be listed and called. Throws ZodError for arguments that do not fit. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, scope, input, output } = definition
  let wire: WireTool | undefined
  return {
    name,
    scope,
    waits: definition.waits ?? false,
    whileRaised: definition.whileRaised ?? false,
    takesContent: definition.takesContent ?? false,
    byCard: definition.card === 'refreshes',
    output,
    get wire() {
      return (wire ??= wireForm(definition))
    },
    read: forgiving(input),
    async call(given, context) {
      const answer = await definition.run(input.parse(given), context)
      if (answer.shown) context.enter(answer.shown)
      if (answer.holds) context.repeatable(answer.holds)
      return {
        content: [{ type: 'text', text: answer.text }],
        structuredContent: answer.data,
      }
    },
  }
}

function wireForm(definition: ToolDefinition<z.ZodObject, z.ZodObject>): WireTool {
  const { name, title, description, scope, annotations, input, output } = definition
  const securitySchemes = [{ type: 'oauth2', scopes: [scope] }]
  return {
    name,
    title,
    description,
    inputSchema: jsonSchema(input, 'input'),
    // Open to more fields: a host that stored the list must not refuse an answer that has a new one.
    outputSchema: jsonSchema(output, 'input'),
    annotations: {
      title,
      readOnlyHint: annotations.readOnly,
      destructiveHint: annotations.destructive,
      idempotentHint: annotations.idempotent,
      // Every tool works on this computer's bridge alone; none reaches out to the world.
      openWorldHint: false,
    },
    // ChatGPT reads the schemes at the top level, others in _meta.
    securitySchemes,
    _meta: { securitySchemes, ...cardMeta(definition.card) },
  } as WireTool
}

/** How MCP Apps bind a tool to its card; the flat key is the older form, which some hosts look for alone. */
function cardMeta(card: 'shows' | 'refreshes' | undefined): Record<string, unknown> {
  if (card === 'shows') return { ui: { resourceUri: cardUri }, 'ui/resourceUri': cardUri }
  return card === 'refreshes' ? { ui: { visibility: ['app'] } } : {}
}

function jsonSchema(schema: z.ZodObject, io: 'input' | 'output'): WireTool['inputSchema'] {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io })
  return rest as WireTool['inputSchema']
}
