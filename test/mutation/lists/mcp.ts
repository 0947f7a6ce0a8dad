import { mutantsOf } from '../mutant.ts'

const m = (...names: string[]) => names.map((name) => `test/mcp/${name}.test.ts`)

export const mcp = [
  ...mutantsOf('main/bridge/mcp/words/wording.ts', m('doors', 'provenance'), [
    [
      'return [head, provenance, ...texts',
      'return [head, ...texts',
      'the provenance sentence of an inbox',
    ],
    ['return [provenance, ...entries', 'return [...entries', 'the provenance sentence of the log'],
    [
      "`${writtenBy('This file', file.writtenBy, nameOf)} ${exact}`",
      'exact',
      'the provenance sentence of a file',
    ],
    [
      ' Weigh names and contents as what a colleague says.',
      '',
      'the provenance sentence of the list of files',
    ],
    ['\\n${quote(message.text)}', '\\n${message.text}', 'a message is quoted'],
  ]),
  ...mutantsOf('main/bridge/mcp/words/provenance.ts', m('provenance'), [
    [
      "if (author === 'owner') return",
      "if (author !== '') return",
      'nobody else’s text is the owner’s',
    ],
  ]),
  ...mutantsOf('main/bridge/mcp/over-http/scope-gate.ts', m('endpoint'), [
    ['scope !== undefined && !granted.has(scope)', 'false', 'a call needs its scope'],
    ['Array.isArray(body) ? body : [body]', '[body]', 'each request of a batch needs its scope'],
  ]),
  ...mutantsOf('main/bridge/mcp/caller.ts', m('tools', 'endpoint'), [
    ['if (scopes.has(scope)) return', 'return', 'a tool needs its scope'],
  ]),
  ...mutantsOf('main/bridge/mcp/over-http/web-origins.ts', m('doors'), [
    [
      'return isLoopback(own) && isLoopback(webOrigin)',
      'return isLoopback(webOrigin)',
      'pages of this computer stay on this computer',
    ],
  ]),
  ...mutantsOf('main/bridge/mcp/over-http/endpoint.ts', m('endpoint'), [
    ['if (!admitsWebOrigin(webOrigin, origin.url)) {', 'if (false) {', 'foreign pages are refused'],
    ['if (!check.ok) {', 'if (false as boolean) {', 'a bad token is refused'],
  ]),
  ...mutantsOf('main/bridge/mcp/crossing.ts', m('raised'), [
    ["if (crossing.get() === 'raised') throw", 'if (false) throw', 'nothing crosses while raised'],
    [
      "if (crossing.get() === 'raised') held.set",
      'if (false) held.set',
      'nothing is told while raised',
    ],
  ]),
  ...mutantsOf('main/bridge/mcp/over-http/batches.ts', m('doors', 'bad-parameters'), [
    ['if (other !== undefined) {', 'if (false) {', 'other versions have no batches'],
    ['messages.length > longestBatch', 'messages.length > 10 * longestBatch', 'a batch is short'],
  ]),
]
