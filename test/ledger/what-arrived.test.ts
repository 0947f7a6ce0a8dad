/**
 * The ledger against the bytes a client received: over random interleavings of every way to read, an
 * observer that knows nothing of the bridge looks for each text and each file name in them, and has to find
 * exactly what the ledger says.
 */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import type { LedgerEntry } from '../../main/bridge/ledger/seen-types.ts'
import { openMcpHost, type McpHost } from '../mcp/mcp-host.ts'
import { entered } from './open-ledger.ts'

/** Something written: its beginning and end are found nowhere else, and no excerpt holds all of it. */
interface Written {
  id: string
  text: string
  marks: [string, string]
}

const filler = 'lorem ipsum dolor sit amet consectetur adipiscing elit '.repeat(30)

function wordsOf(n: number): Pick<Written, 'text' | 'marks'> {
  const marks: [string, string] = [`alpha${n}z`, `omega${n}z`]
  return { marks, text: `${marks[0]} ${filler}${marks[1]}` }
}

/** Every way to read, with what may be asked in it. */
const reads: { call: string; params: (pick: Choice) => object }[] = [
  tool('check_inbox', ({ flag, number }) => ({ include_read: flag, limit: 1 + (number % 4) })),
  tool('wait_for_message', () => ({ timeout_seconds: 0 })),
  tool('catch_up', ({ flag }) => ({ token_budget: flag ? 300 : 5_000 })),
  tool('read_conversation', ({ number }) => ({ lines: 1 + (number % 6) })),
  tool('list_files', () => ({})),
  tool('read_file', ({ file, flag }) => ({ name: file, ...(flag && { encoding: 'base64' }) })),
  tool('search', ({ mark }) => ({ query: mark })),
  tool('fetch', ({ document }) => ({ id: document })),
  tool('join_talk', () => ({})),
  tool('watch_talk', ({ talk }) => ({ talk, wait_seconds: 0 })),
  tool('show_talk', () => ({})),
  tool('show_inbox', () => ({})),
  tool('card_refresh', ({ flag }) => ({ show: flag ? 'talk' : 'inbox' })),
  { call: 'resources/list', params: () => ({}) },
  { call: 'resources/read', params: ({ uri }) => ({ uri }) },
  { call: 'prompts/get', params: () => ({ name: 'work', arguments: {} }) },
]

/** Tools whose answers hold nothing that others wrote. */
const silent = [
  'bridge_status',
  'send_message',
  'acknowledge',
  'clear_inbox',
  'log_conversation',
  'clear_conversation',
  'write_file',
  'delete_file',
  'held_status',
]

function tool(name: string, args: (pick: Choice) => object) {
  return { call: name, params: (pick: Choice) => ({ name, arguments: args(pick) }) }
}

interface Choice {
  flag: boolean
  number: number
  file: string
  mark: string
  document: string
  talk: string
  uri: string
}

type Step = { do: 'write'; kind: 'message' | 'note' | 'file' | 'talk' } | Read
interface Read {
  do: 'read'
  how: number
  which: number
  flag: boolean
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('write' as const),
        kind: fc.constantFrom('message', 'note', 'file', 'talk'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('read' as const),
        how: fc.nat(reads.length - 1),
        which: fc.nat(20),
        flag: fc.boolean(),
      }),
    },
  ) as fc.Arbitrary<Step>,
  { minLength: 10, maxLength: 25 },
)

/** What happened in one run, from outside. */
async function openRun() {
  const host = await openMcpHost()
  const texts: Written[] = []
  const files: (Written & { name: string })[] = []
  const talks: string[] = []
  const found = new Set<string>()
  let n = 0

  async function write(kind: 'message' | 'note' | 'file' | 'talk'): Promise<void> {
    n += 1
    const words = wordsOf(n)
    if (kind === 'message') {
      const { message } = await host.conversation.send('claude', {
        to: ['chatgpt'],
        text: words.text,
      })
      texts.push({ id: message.id, ...words })
    } else if (kind === 'note') {
      const { seq } = await host.conversation.note('claude', words.text)
      texts.push({ id: `log:${seq}`, ...words })
    } else if (kind === 'file') {
      const name = `paper${n % 3}q.md`
      const { version } = await host.conversation.writeFile('claude', { name, content: words.text })
      files.push({ id: `${name}@${version}`, name, ...words })
    } else if (talks.length === 0) {
      const talk = await host.talks.begin({
        question: words.text,
        form: 'work',
        seats: [{ participant: 'chatgpt' }, { participant: 'claude' }],
        files: files.slice(0, 1).map(({ name }) => name),
      })
      talks.push(talk)
      texts.push({ id: talk.replace('t', 'm'), ...words })
    }
  }

  const pickOf = ({ which, flag }: Read): Choice => {
    const of = <T>(list: readonly T[]): T | undefined => list[which % Math.max(1, list.length)]
    const text = of(texts)
    const file = of(files)
    const one = flag ? text : (file ?? text)
    const ids = texts.map(({ id }) => (id.startsWith('m') ? `message:${id}` : id))
    const uris = [
      'drawbridge://inbox/chatgpt',
      ...texts.map(({ id }) => `drawbridge://thread/${id.replace('m', 't')}`),
      ...files.map(({ name }) => `drawbridge://file/${name}`),
    ]
    return {
      flag,
      number: which,
      file: file?.name ?? 'none.md',
      mark: one?.marks[which % 2] ?? 'nothing',
      document: of([...ids, ...files.map(({ name }) => `file:${name}`)]) ?? 'message:m1',
      talk: talks[0] ?? 't1',
      uri: of(uris) ?? '',
    }
  }

  async function read(step: Read): Promise<void> {
    const { call, params } = reads[step.how]!
    const method = call.includes('/') ? call : 'tools/call'
    const bytes = await post(host, method, params(pickOf(step)))
    // A refusal repeats only what the client itself has asked for.
    if (/"isError":true|"error":\{/.test(bytes)) return
    for (const one of [...texts, ...files]) {
      const exact = [one.text, Buffer.from(one.text).toString('base64')]
      const extent = exact.some((text) => bytes.includes(text))
        ? 'whole'
        : one.marks.some((mark) => bytes.includes(mark))
          ? 'part'
          : undefined
      if (extent !== undefined) found.add(`${call} ${one.id} ${extent}`)
    }
    for (const { name } of files) if (bytes.includes(name)) found.add(`${call} ${name}`)
  }

  return { host, write, read, found }
}

let id = 0
async function post(host: McpHost, method: string, params: object): Promise<string> {
  id += 1
  const response = await fetch(host.url, {
    method: 'POST',
    headers: {
      authorization: 'Bearer chatgpt',
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-06-18',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
  })
  return response.text()
}

/** The same in the words of the observer. A thing told whole counts as whole, whatever else was told of it. */
function recorded(entries: readonly LedgerEntry[]): Set<string> {
  const extents = new Map<string, LedgerEntry['extent']>()
  const named = new Set<string>()
  for (const { call, kind, id: thing, version, extent } of entries) {
    const isFile = kind === 'file' || kind === 'deleted-file'
    if (isFile) named.add(`${call} ${thing}`)
    const key = `${call} ${isFile ? `${thing}@${version}` : thing}`
    if (extent !== 'name' && extents.get(key) !== 'whole') extents.set(key, extent)
  }
  return new Set([...named, ...[...extents].map(([key, extent]) => `${key} ${extent}`)])
}

/** As the observer gathers it over several answers. */
function strongest(found: ReadonlySet<string>): Set<string> {
  return new Set(
    [...found].filter(
      (one) => !one.endsWith(' part') || !found.has(`${one.slice(0, -' part'.length)} whole`),
    ),
  )
}

it('is exactly what the bytes held that the client received', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (done) => {
      const { host, write, read, found } = await openRun()
      await write('message')
      await write('file')
      for (const step of done) await (step.do === 'write' ? write(step.kind) : read(step))
      await entered(host.store)
      const entries = host.ledger.seen({ limit: 1_000 })
      expect([...recorded(entries)].toSorted()).toEqual([...strongest(found)].toSorted())
      expect(entries.filter(({ perhaps }) => perhaps)).toEqual([])
      expect(await host.ledger.verify()).toEqual({ ok: true, entries: entries.length })
    }),
    { numRuns: 12 },
  )
}, 60_000)

it('knows every tool there is', () => {
  const known = [...reads.map(({ call }) => call).filter((call) => !call.includes('/')), ...silent]
  const takesTurns = 'take_turn'
  expect([...known, takesTurns].toSorted()).toEqual(tools.map(({ name }) => name).toSorted())
})
