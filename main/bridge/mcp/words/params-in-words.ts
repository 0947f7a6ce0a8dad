/**
 * Parameters of the wrong shape are the caller's fault and answered with -32602 in a sentence. The SDK
 * answers -32603 ("internal error") with its validator's findings as they are.
 */
import {
  ProtocolErrorCode,
  type JSONRPCMessage,
  type McpServer,
  type Server,
} from '@modelcontextprotocol/server'
import { isObject } from '../../base/is-object.ts'

/** Rewords what this server answers, whatever carries it. */
export function answerInWords(server: Server | McpServer): void {
  const connect = server.connect.bind(server)
  server.connect = (transport) => {
    const send = transport.send.bind(transport)
    transport.send = (message, options) => send(inWords(message), options)
    return connect(transport)
  }
}

function inWords(message: JSONRPCMessage): JSONRPCMessage {
  if (!('error' in message) || message.error.code !== (ProtocolErrorCode.InternalError as number)) {
    return message
  }
  const problems = findingsIn(message.error.message)
  if (problems === undefined) return message
  const text = `The parameters are not valid: ${problems.join('; ')}.`
  return { ...message, error: { code: ProtocolErrorCode.InvalidParams, message: text } }
}

const mostFindings = 3

/** Each finding as a few words; undefined for a text that is no list of findings. */
function findingsIn(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const found: unknown = JSON.parse(text)
    if (!Array.isArray(found) || found.length === 0) return undefined
    const findings: unknown[] = found.slice(0, mostFindings)
    return findings.map((finding) => {
      if (!isObject(finding)) return 'not of the expected shape'
      const path = Array.isArray(finding['path']) ? finding['path'].join('.') : ''
      const words = String(finding['message']).replace(/^Invalid input: /, '')
      return `${path === '' ? 'they are' : path} ${words}`.slice(0, 200)
    })
  } catch {
    return undefined
  }
}
