/** The guards of the plain lane: without one of them it would answer what the SDK answers otherwise. */
import { mutantsOf } from '../mutant.ts'

const tests = ['test/mcp/plain-lane.test.ts']

export const plainLane = [
  ...mutantsOf('main/bridge/mcp/over-http/plain-call.ts', tests, [
    ["if (jsonrpc !== '2.0' || ", 'if (', 'another version of JSON-RPC is refused'],
    [
      "!only(body, ['jsonrpc', 'id', 'method', 'params'])",
      'false',
      'a message with more keys is refused',
    ],
    [
      "!(isObject(input) && !Object.hasOwn(input, '__proto__'))",
      '!isObject(input)',
      '__proto__ is an argument',
    ],
    [
      'if (progressToken !== undefined && !isId(progressToken)) return undefined',
      '',
      'a progress token is a string or a whole number',
    ],
    [
      "typeof id === 'string' || Number.isSafeInteger(id)",
      "typeof id === 'string' || typeof id === 'number'",
      'an id is a whole number',
    ],
    [
      'else if (key.startsWith(protocolPrefix)) return undefined',
      '',
      'what the protocol names has a meaning',
    ],
    [
      'meta[PROTOCOL_VERSION_META_KEY] === modernVersion',
      'true',
      'another version than 2026-07-28 is claimed',
    ],
    [
      'info: meta[CLIENT_INFO_META_KEY],',
      'info: meta[CLIENT_INFO_META_KEY] ?? null,',
      'a client that is null is not one that says nothing',
    ],
    ['SUPPORTED_PROTOCOL_VERSIONS.includes(version)', 'true', 'a version nobody knows is refused'],
    ['version === modernVersion &&\n', '', 'the header names the version'],
    ['named === method &&\n', '', 'the header names the method'],
    ["tool === (method === 'tools/call' ? name : undefined)", 'true', 'the header names the tool'],
  ]),
  ...mutantsOf('main/bridge/mcp/over-http/plain-lane.ts', tests, [
    ['if (!isAccepted(call)) return false', '', 'a claim is judged by the SDK first'],
    ['runTool.knows(call.name) && ', '', 'an unknown tool is an error of the protocol'],
    [' && !(call.progress && runTool.waits(call.name))', '', 'progress is streamed'],
    ['if (status !== 200 || ', 'if (', 'a refused answer is not kept'],
    ['accepted.size < mostRemembered', 'true', 'claims remembered are bounded'],
  ]),
]
