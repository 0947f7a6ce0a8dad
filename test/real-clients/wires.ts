/** The four ways in which the programs talk with their model: what a request says, and an answer to it. */
import type { ServerResponse } from 'node:http'
import type { Content, Read } from './policy.ts'

/** What the model does: calls a tool by the name the host gave it, or says something and ends. */
export type Reply = { tool: string; args: Content } | { say: string }

export interface Wire {
  /** Of the tools on offer, the names to call them by. */
  tools(body: Body): string[]
  read(body: Body): Read
  answer(body: Body, response: ServerResponse, reply: Reply): void
}

type Item = Record<string, unknown>

export interface Body extends Item {
  model?: string
  tools?: Item[]
  /** Anthropic messages, and OpenAI chat completions. */
  messages?: Item[]
  /** OpenAI responses. */
  input?: Item[]
  /** Gemini. */
  contents?: Item[]
}

/** The text of a content that is a string or a list of blocks. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return ((content ?? []) as Item[])
    .map((block) => (block['text'] as string | undefined) ?? '')
    .join('\n')
}

const promptIn = (items: Item[]): string =>
  items
    .filter(({ role }) => role === 'user')
    .map(({ content }) => textOf(content))
    .join('\n')

function events(response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  return (data: unknown, event?: string) =>
    response.write(
      `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
    )
}

let calls = 0

const messages: Wire = {
  tools: ({ tools = [] }) => tools.map(({ name }) => String(name)),
  read: ({ messages: items = [] }) => ({
    prompt: promptIn(items),
    answers: items
      .flatMap(({ content }) => (Array.isArray(content) ? (content as Item[]) : []))
      .filter(({ type }) => type === 'tool_result')
      .map(({ content }) => textOf(content)),
  }),
  answer({ model }, response, reply) {
    const send = events(response)
    const event = (type: string, data: Item) => send({ type, ...data }, type)
    const id = `toolu_${++calls}`
    const tool = 'tool' in reply
    const usage = { input_tokens: 10, output_tokens: 5 }
    event('message_start', {
      message: { id, type: 'message', role: 'assistant', model, content: [], usage },
    })
    event('content_block_start', {
      index: 0,
      content_block: tool
        ? { type: 'tool_use', id, name: reply.tool, input: {} }
        : { type: 'text', text: '' },
    })
    event('content_block_delta', {
      index: 0,
      delta: tool
        ? { type: 'input_json_delta', partial_json: JSON.stringify(reply.args) }
        : { type: 'text_delta', text: reply.say },
    })
    event('content_block_stop', { index: 0 })
    event('message_delta', { delta: { stop_reason: tool ? 'tool_use' : 'end_turn' }, usage })
    event('message_stop', {})
    response.end()
  },
}

/** The tools of a server come as one namespace: `namespace|name` here. */
const responses: Wire = {
  tools: ({ tools = [] }) =>
    tools.flatMap(({ type, name, tools: inside }) =>
      type === 'namespace'
        ? (inside as Item[]).map((tool) => `${String(name)}|${String(tool['name'])}`)
        : [String(name ?? type)],
    ),
  read: ({ input = [] }) => ({
    prompt: promptIn(input),
    answers: input
      .filter(({ type }) => type === 'function_call_output')
      .map(({ output }) => textOf(output)),
  }),
  answer({ model }, response, reply) {
    const send = events(response)
    const event = (type: string, data: Item) => send({ type, ...data }, type)
    const id = `resp_${++calls}`
    const status = 'completed'
    const [namespace, name] = 'tool' in reply ? reply.tool.split('|') : []
    const item =
      'tool' in reply
        ? {
            type: 'function_call',
            id: `fc_${calls}`,
            call_id: `call_${calls}`,
            ...(name === undefined ? { name: namespace } : { namespace, name }),
            arguments: JSON.stringify(reply.args),
            status,
          }
        : {
            type: 'message',
            id: `msg_${calls}`,
            role: 'assistant',
            status,
            content: [{ type: 'output_text', text: reply.say, annotations: [] }],
          }
    const usage = { input_tokens: 10, output_tokens: 5, total_tokens: 15 }
    event('response.created', { response: { id, status: 'in_progress', output: [] } })
    event('response.output_item.added', { output_index: 0, item })
    event('response.output_item.done', { output_index: 0, item })
    event('response.completed', {
      response: { id, object: 'response', status, model, output: [item], usage },
    })
    response.end()
  },
}

const chat: Wire = {
  // Copilot has one of type custom among them.
  tools: ({ tools = [] }) =>
    tools.map((tool) =>
      String(((tool['function'] ?? tool['custom']) as Item | undefined)?.['name']),
    ),
  read: ({ messages: items = [] }) => ({
    prompt: promptIn(items),
    answers: items.filter(({ role }) => role === 'tool').map(({ content }) => textOf(content)),
  }),
  answer({ model }, response, reply) {
    const send = events(response)
    const id = `chat_${++calls}`
    const chunk = (delta: Item, finish_reason: string | null = null) =>
      send({
        id,
        object: 'chat.completion.chunk',
        created: 1,
        model,
        choices: [{ index: 0, delta, finish_reason }],
      })
    if ('tool' in reply) {
      const call = { name: reply.tool, arguments: JSON.stringify(reply.args) }
      chunk({
        role: 'assistant',
        tool_calls: [{ index: 0, id: `call_${calls}`, type: 'function', function: call }],
      })
      chunk({}, 'tool_calls')
    } else {
      chunk({ role: 'assistant', content: reply.say })
      chunk({}, 'stop')
    }
    send('[DONE]')
    response.end()
  },
}

/** The model is in the path, and so is whether the answer is a stream. */
const gemini: Wire = {
  tools: ({ tools = [] }) =>
    tools.flatMap(({ functionDeclarations = [] }) =>
      (functionDeclarations as Item[]).map(({ name }) => String(name)),
    ),
  read: ({ contents = [] }) => ({
    prompt: contents
      .filter(({ role }) => role === 'user')
      .map(({ parts }) => textOf(parts))
      .join('\n'),
    answers: contents
      .flatMap(({ parts }) => (parts ?? []) as Item[])
      .flatMap(({ functionResponse }) => functionResponse ?? [])
      .map((response) => JSON.stringify((response as Item)['response'])),
  }),
  answer({ generationConfig }, response, reply) {
    // Which model fits a prompt is asked first, and again and again until the answer is JSON.
    const asksForJson = (generationConfig as Item | undefined)?.['responseMimeType'] !== undefined
    const part =
      'tool' in reply
        ? { functionCall: { name: reply.tool, args: reply.args } }
        : { text: asksForJson ? '{}' : reply.say }
    const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 }
    const content = { role: 'model', parts: [part] }
    const answer = { candidates: [{ content, finishReason: 'STOP', index: 0 }], usageMetadata }
    if (response.req.url?.includes(':stream') === true) events(response)(answer)
    else
      response.writeHead(200, { 'content-type': 'application/json' }).write(JSON.stringify(answer))
    response.end()
  },
}

/** By the path of a request. */
export function wireOf(path: string): Wire | undefined {
  if (path.endsWith('/v1/messages')) return messages
  if (path.endsWith('/v1/responses')) return responses
  if (/:(?:streamG|g)enerateContent$/.test(path)) return gemini
  return path.endsWith('/v1/chat/completions') ? chat : undefined
}
