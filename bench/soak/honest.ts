/** What two honest assistants do all day: letters both ways, waiting, reading, searching, shared files. */
import { createHash } from 'node:crypto'
import { ToolError } from '../../demo/sides.ts'
import { receivedLine, versionLine, type Ledger, type SideName } from './ledger.ts'
import { pace } from './pace.ts'
import type { Random } from './random.ts'
import type { SteadySide } from './sides.ts'

export interface HonestDeps {
  side: SteadySide
  other: SideName
  ledger: Ledger
  random: (stream: string) => Random
  signal: AbortSignal
}

const waitSeconds = 5
const files = 10

export interface HonestSide {
  /** Ends with the run. */
  run(): Promise<void>
  /** Reads what is left, once nobody writes any more. */
  readRest(): Promise<void>
}

export function createHonestSide(deps: HonestDeps): HonestSide {
  const reader = createReader(deps)
  return {
    async run() {
      await Promise.all([writeLetters(deps), reader.run(), search(deps), shareFiles(deps)])
    },
    readRest: reader.readRest,
  }
}

/** A turn that fails is a fault of the bridge, and the run goes on. */
function often({ side, ledger, signal }: HonestDeps, perSecond: number, turn: () => Promise<void>) {
  return pace({ perSecond, signal }, () =>
    turn().catch((error: unknown) => {
      ledger.faults.push(`${side.name}: ${String(error)}`)
    }),
  )
}

interface Page {
  messages: { id: string; text: string }[]
  cursor: string
}

async function writeLetters(deps: HonestDeps): Promise<void> {
  const { side, other, ledger, random } = deps
  const chance = random(`${side.name} letters`)
  let letter = 0
  let last: string | undefined
  await often(deps, 2, async () => {
    letter += 1
    const text = `${wordOf(side.name, letter)} ${'words between two towers '.repeat(chance.between(1, 40))}`
    const args = {
      to: other,
      message: text,
      idempotency_key: `${side.name} ${letter}`,
      ...(last !== undefined && chance.between(0, 2) === 0 && { reply_to: last }),
    }
    const answer = await side.call('send_message', args)
    ledger.sent[other].push(text)
    last = String(answer['id'])
    // A host repeats what it got no answer to.
    if (chance.between(0, 7) > 0) return
    const again = await side.call('send_message', args)
    if (again['duplicate'] !== true) ledger.faults.push(`${side.name}: sent again: ${text}`)
  })
}

/** Goes on from the last cursor it was given, so a page whose answer was lost is read again. */
function createReader(deps: HonestDeps): HonestSide {
  const { side, ledger, random } = deps
  const chance = random(`${side.name} reading`)
  let after: string | undefined

  async function take(tool: string, args: Record<string, unknown>): Promise<Page['messages']> {
    const from = after === undefined ? {} : { after }
    const page = (await side.call(tool, { ...args, ...from })) as unknown as Page
    after = page.cursor
    ledger.read[side.name].push(...page.messages.map(({ text }) => text))
    for (const { id } of page.messages) {
      ledger.received[side.name].add(receivedLine(side.name, id))
    }
    return page.messages
  }

  return {
    run: () =>
      often(deps, 4, async () => {
        const messages = await (chance.between(0, 3) === 0
          ? take('check_inbox', { limit: 50 })
          : take('wait_for_message', { timeout_seconds: waitSeconds }))
        if (messages.length === 0 || chance.between(0, 1) === 0) return
        await side.call('acknowledge', { ids: messages.map(({ id }) => id) })
      }),
    async readRest() {
      while ((await take('check_inbox', { limit: 200 })).length > 0);
    },
  }
}

async function search(deps: HonestDeps): Promise<void> {
  const { side, other, ledger, random } = deps
  const chance = random(`${side.name} search`)
  await often(deps, 0.5, async () => {
    const known = ledger.sent[other].length
    if (known === 0) return
    const query = wordOf(side.name, chance.between(1, known))
    const { results } = (await side.call('search', { query })) as { results: unknown[] }
    if (results.length === 0) ledger.faults.push(`${side.name}: search does not find ${query}`)
  })
}

async function shareFiles(deps: HonestDeps): Promise<void> {
  const { side, ledger, random } = deps
  const chance = random(`${side.name} files`)
  const versions = new Map<string, number>()
  await often(deps, 0.5, async () => {
    const name = `shared/${chance.between(1, files)}.txt`
    const content = `${side.name} ${chance.bytes(chance.between(100, 2_000)).toString('hex')}\n`
    try {
      const args = { name, content, if_version: versions.get(name) ?? 0 }
      const written = fileOf(await side.call('write_file', args))
      ledger.written.push(versionLine(written))
      versions.set(name, written.version)
    } catch (error) {
      // The other was faster, or a kill took the answer: both are what if_version is for.
      if (!(error instanceof ToolError) || !error.message.includes('(file-changed)')) throw error
    }
    const read = await side.call('read_file', { name })
    const file = fileOf(read)
    versions.set(name, file.version)
    ledger.received[side.name].add(receivedLine(side.name, file.name, file.version))
    const hash = createHash('sha256').update(String(read['content'])).digest('hex')
    if (hash !== file.sha256) ledger.faults.push(`${side.name}: ${versionLine(file)} is other`)
  })
}

const fileOf = (answer: Record<string, unknown>) =>
  answer as unknown as { name: string; version: number; sha256: string }

/** A word that stands in one letter only. */
const wordOf = (name: SideName, letter: number): string => `${name}letter${letter}`
