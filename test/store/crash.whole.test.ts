import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConversation, temporaryFolder } from '../conversation/fresh-conversation.ts'

const writer = join(import.meta.dirname, '../fixtures/busy-writer.ts')
const rounds = 50

/** Lets a writer work until it has acknowledged `lines`, then kills it without warning. */
async function killAfter(lines: number, dir: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, dir, String(round)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)))
  child.stdout.on('data', (chunk: Buffer) => {
    output += String(chunk)
    if (output.split('\n').length > lines) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  expect(signal, errors).toBe('SIGKILL')
  // What follows the last line break was never acknowledged in full.
  return output.split('\n').slice(0, -1)
}

test(
  `kill -9 under load, ${rounds} rounds: nothing acknowledged is missing, all of it is in the index and the chain verifies`,
  { timeout: 120_000 },
  async () => {
    const dir = temporaryFolder()
    const acknowledged: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      // From "as soon as it answers" to "in the middle of it".
      const lines = 1 + Math.floor(Math.random() * 60)
      acknowledged.push(...(await killAfter(lines, dir, round)))
    }

    const { conversation, store } = openConversation(dir)
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds)
    for (const line of acknowledged) {
      const [kind, name = '', ...rest] = line.split(' ')
      if (kind === 'message') {
        expect((await conversation.fetch(`message:${name}`)).text).toBe(rest[0])
      } else {
        const version = Number(rest[0])
        expect((await conversation.readFile(name, { version })).content).toBe(rest[1])
      }
    }
    // What the kills kept from the index is in it, once, as soon as anybody searches.
    conversation.search({ query: 'message' })
    const indexed = store.db.prepare('SELECT rowid AS seq FROM words').all()
    const seqs = indexed.map(({ seq }) => seq)
    expect(new Set(seqs).size).toBe(seqs.length)
    const messages = store.db.prepare('SELECT seq FROM messages').all()
    expect(messages.filter(({ seq }) => !seqs.includes(seq))).toEqual([])
    expect(await conversation.verifyChain()).toMatchObject({ ok: true })
    expect(store.db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  },
)
