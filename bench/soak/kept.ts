/** What the bridge has kept, read as its owner would: the export and the check of the hash chain. */
import { connectLocally, openExport } from '../../main/cli/local-client.ts'
import { versionLine } from './ledger.ts'
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
    return {
      letters: entries.filter(({ kind }) => kind === 'message').map((entry) => entry.text),
      versions: entries.flatMap(({ kind, file }) =>
        kind === 'file-written' && file ? [versionLine(file)] : [],
      ),
      chain: chain.ok ? chain : { ok: false, entries: chain.brokenAt },
    }
  } finally {
    owner.close()
  }
}
