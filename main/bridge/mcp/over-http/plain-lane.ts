/**
 * Answers plain calls without a server, a transport and web objects per request, which are most of
 * what a call costs. The SDK stays the judge: a claim about the client is taken here only after the
 * SDK took the same one, and lists are repeated as the SDK wrote them.
 */
import { SERVER_INFO_META_KEY, type CallToolResult } from '@modelcontextprotocol/server'
import type { Caller } from '../caller.ts'
import type { SharedDelivery } from '../delivery.ts'
import type { PlainCall } from './plain-call.ts'
import type { ScopeChallenge } from '../tool-call.ts'
import type { RunTool } from '../run-tool.ts'
import type { WholeAnswer } from './web-adapter.ts'

export interface PlainLaneDeps {
  runTool: RunTool
  /** As the SDK is told it. */
  serverInfo: { name: string; title: string; version: string }
}

export interface PlainLane {
  /** Whether this call can be answered here. Once `answer` has begun, nobody else may. */
  takes(call: PlainCall): boolean
  answer(
    call: PlainCall,
    caller: Caller,
    challenge: ScopeChallenge,
    delivery: SharedDelivery,
  ): Promise<WholeAnswer>
  /** What the SDK answered to a plain call that could not be answered here. */
  learn(call: PlainCall, status: number, text: string): void
}

/** Claims and lists remembered: clients of a bridge are few, and more of either cost only the time. */
const mostRemembered = 64

export function createPlainLane({ runTool, serverInfo }: PlainLaneDeps): PlainLane {
  const accepted = new Set<string>()
  /** Results by era, version and method. */
  const lists = new Map<string, List>()
  const tailMeta = { [SERVER_INFO_META_KEY]: serverInfo }

  const isAccepted = ({ era, envelope }: PlainCall) =>
    era === 'initialize' || accepted.has(envelope)
  const listKey = ({ era, envelope, method }: PlainCall) =>
    era === 'initialize' ? `${envelope} ${method}` : method

  const written = (era: PlainCall['era'], result: CallToolResult): string =>
    JSON.stringify(era === 'initialize' ? inOrder(result) : stamped(result, tailMeta))

  return {
    takes(call) {
      if (!isAccepted(call)) return false
      if (call.method !== 'tools/call') return lists.has(listKey(call))
      return runTool.knows(call.name) && !(call.progress && runTool.waits(call.name))
    },

    async answer(call, caller, challenge, delivery) {
      const { name, input, era } = call
      const list = call.method === 'tools/call' ? undefined : lists.get(listKey(call))
      if (list)
        return { ...listed(list, call), again: { holds: always, to: (id) => listed(list, { id }) } }
      let holds: (() => boolean) | undefined
      const repeatable = (given: () => boolean) => {
        holds = given
      }
      const extras = { delivery, repeatable }
      const result = await runTool(name, input, caller, delivery.gone, challenge, extras)
      const text = written(era, result)
      const answer = around(text, call)
      if (!holds || result.isError === true) return answer
      return { ...answer, again: { holds, to: (id) => around(text, { id }) } }
    },

    learn(call, status, text) {
      const tail = tailOf(call)
      if (status !== 200 || !text.startsWith(head) || !text.endsWith(tail)) return
      if (call.era !== 'initialize' && accepted.size < mostRemembered) accepted.add(call.envelope)
      if (call.method !== 'tools/call' && lists.size < mostRemembered) {
        const bytes = Buffer.from(text.slice(0, -tail.length))
        // A copy: a part of the text would keep all of it.
        const beginning = Buffer.from(text.slice(0, recorded)).toString()
        lists.set(
          listKey(call),
          text.length > recorded + tail.length ? { bytes, beginning } : { bytes },
        )
      }
    },
  }
}

/** Characters of an answer that are recorded. */
const recorded = 16 * 1024

interface List {
  /** The answer up to its id. */
  bytes: Buffer
  /** Of a long answer what is recorded, in which its id does not come up. */
  beginning?: string
}

const head = '{"result":'

const jsonHeaders = [['content-type', 'application/json']] as const

/** Lists stay as they are until the bridge ends. */
const always = () => true

function listed({ bytes, beginning }: List, call: Pick<PlainCall, 'id'>): WholeAnswer {
  const answer = { status: 200, headers: jsonHeaders }
  const tail = tailOf(call)
  if (beginning === undefined) return { ...answer, text: `${bytes.toString()}${tail}` }
  return { ...answer, text: beginning, pieces: [bytes, tail] }
}

const around = (result: string, call: Pick<PlainCall, 'id'>): WholeAnswer => ({
  status: 200,
  headers: jsonHeaders,
  text: `${head}${result}${tailOf(call)}`,
})

const tailOf = ({ id }: Pick<PlainCall, 'id'>): string =>
  `,"jsonrpc":"2.0","id":${JSON.stringify(id)}}`

/** The order in which the SDK writes a result. */
function inOrder({ _meta, content, structuredContent, isError, ...rest }: CallToolResult) {
  const result = { content, structuredContent, isError, ...rest }
  return _meta === undefined ? result : { _meta, ...result }
}

/** What 2026-07-28 adds to a result; `_meta` keeps its place where it has one. */
const stamped = (result: CallToolResult, info: Record<string, unknown>) => ({
  ...inOrder(result),
  resultType: 'complete',
  _meta: { ...result._meta, ...info },
})
