/** What the bridge has kept, read as its owner would: the export and the check of the hash chain. */
import { connectLocally, openExport } from '../../main/cli/local-client.ts'
import { receivedLine, versionLine } from './ledger.ts'
import type { Kept } from './verdicts.ts'

interface Entry {
  kind: string
  text: string
  file?: { name: string; version: number; sha256: string }
}

export async function readKept(dataDir: string): Promise<Kept> {
  let text = ''
  for await (const part of await openExport(dataDir, { format: 'json' }))
    text += part.toString('utf8')
  const { entries } = JSON.parse(text) as { entries: Entry[] }
  const owner = await connectLocally(dataDir)
  try {
    const chain = await owner.invoke('conversation.verify', {})
    const ledgerChain = await owner.invoke('ledger.verify', {})
    return {
      letters: entries.filter(({ kind }) => kind === 'message').map((entry) => entry.text),
      versions: entries.flatMap(({ kind, file }) =>
        kind === 'file-written' && file ? [versionLine(file)] : [],
      ),
      chain: chain.ok ? chain : { ok: false, entries: chain.brokenAt },
      entered: await readEntered((after) =>
        owner.invoke('ledger.export', { format: 'json', after }),
      ),
      ledgerChain: ledgerChain.ok ? ledgerChain : { ok: false, entries: ledgerChain.brokenAt },
    }
  } finally {
    owner.close()
  }
}

interface Entered {
  participant: string
  id: string
  version: number | null
  extent: string
}

/** What was entered as received whole, or perhaps so, each once. */
async function readEntered(
  piece: (after: number) => Promise<{ text: string; next: number | null }>,
): Promise<string[]> {
  let text = ''
  for (let after: number | null = 0; after !== null;) {
    const { text: more, next }: Awaited<ReturnType<typeof piece>> = await piece(after)
    text += more
    after = next
  }
  const whole = (JSON.parse(text) as Entered[]).filter(({ extent }) => extent === 'whole')
  return [
    ...new Set(whole.map(({ participant, id, version }) => receivedLine(participant, id, version))),
  ]
}
