/**
 * Looks for secrets in everything of a sending that another will read. What the owner has allowed is
 * known by a hash under a key, so that a copy of it does not let anybody guess a short secret.
 */
import { createHmac } from 'node:crypto'
import { bytesFrom } from '../conversation/files/file-content.ts'
import { scanContent } from '../scan/scan-content.ts'
import { scanText, type Finding, type ScanOptions } from '../scan/scan.ts'
import type { Store } from '../store/types.ts'
import type { Place, Sending } from './types.ts'

/** What is stored and compared of a finding, never its text. */
export type Fingerprint = Buffer

interface Found extends Place {
  fingerprint: Fingerprint
}

export interface Look {
  /** Without what was allowed. */
  at(sending: Sending): Promise<Found[]>
  /** Only inside a write. */
  allow(found: readonly Found[]): void
}

export function createLook(store: Store, options: ScanOptions): Look {
  let key: Uint8Array | undefined

  function fingerprint(text: string): Fingerprint {
    key ??= store.statement('SELECT key FROM scan_key').get()?.['key'] as Uint8Array
    return createHmac('sha256', key).update(text).digest()
  }

  const isAllowed = (print: Fingerprint): boolean =>
    store.statement('SELECT 1 FROM scan_allowed WHERE fingerprint = ?').get(print) !== undefined

  const places = (field: string, text: string, findings: readonly Finding[]): Found[] =>
    findings
      .map((one) => ({ ...one, field, fingerprint: fingerprint(text.slice(one.start, one.end)) }))
      .filter(({ fingerprint: print }) => !isAllowed(print))

  return {
    async at(sending) {
      const found = textsOf(sending).flatMap(([field, text]) =>
        places(field, text, scanText(text, options)),
      )
      if (sending.kind !== 'file') return found
      if (sending.encoding === 'utf-8' && sending.content.length < 65_536) {
        return [...found, ...places('content', sending.content, scanText(sending.content, options))]
      }
      const bytes = bytesFrom(sending.content, sending.encoding)
      const { text, findings } = await scanContent(bytes, options)
      return [...found, ...places('content', text, findings)]
    },
    allow(found) {
      const put = store.statement('INSERT OR IGNORE INTO scan_allowed (fingerprint) VALUES (?)')
      for (const { fingerprint: print } of found) put.run(print)
    },
  }
}

function textsOf(sending: Sending): [field: string, text: string][] {
  switch (sending.kind) {
    case 'message':
    case 'note':
      return [['text', sending.text]]
    case 'file':
      return [['name', sending.name]]
    default:
      return [['content', stringsIn(sending.content).join('\n')]]
  }
}

/** As they were written: in JSON a line would begin with the letter of its escape. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
