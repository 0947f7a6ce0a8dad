/** A row of the ledger with what it points at, as both are now. */
import { messageId } from '../conversation/ids.ts'
import { integer, integerOrNull, iso, text, textOrNull, type Row } from '../conversation/rows.ts'
import { firstWords } from '../conversation/texts.ts'
import { claimedCompany, companyOf } from './companies.ts'
import { extentFrom } from './extents.ts'
import type { LedgerEntry } from './seen-types.ts'
import { sourceFrom } from './sources.ts'

/** ?1: the numbers as JSON. Of a text its beginning and its size in bytes. */
export const entrySql = `
  SELECT s.*, r.number, r.seq, r.at, r.extent, r.perhaps, l.kind, l.by,
    v.name AS file, v.version, v.size AS file_size,
    substr(coalesce(m.text, l.text), 1, 400) AS words,
    octet_length(coalesce(m.text, l.text)) AS bytes
  FROM json_each(?) n JOIN received r ON r.number = n.value
  JOIN ledger_sources s ON s.id = r.source JOIN log l ON l.seq = r.seq
  LEFT JOIN messages m ON m.seq = r.seq LEFT JOIN file_versions v ON v.seq = r.seq
  ORDER BY r.number DESC`

const titleLength = 80

export function entryFrom(row: Row): LedgerEntry {
  const { vendor, id: _source, ...receiver } = sourceFrom(row)
  const seq = integer(row, 'seq')
  const kind = kindOf(text(row, 'kind'))
  const isFile = kind === 'file' || kind === 'deleted-file'
  const bytes = integerOrNull(row, isFile ? 'file_size' : 'bytes') ?? 0
  return {
    ...receiver,
    company: companyOf({ ...receiver, vendor }),
    says: claimedCompany({ ...receiver, vendor }),
    number: integer(row, 'number'),
    at: iso(integer(row, 'at')),
    extent: extentFrom(integer(row, 'extent')),
    perhaps: integer(row, 'perhaps') === 1,
    kind,
    id: isFile ? text(row, 'file') : kind === 'message' ? messageId(seq) : `log:${seq}`,
    version: integerOrNull(row, 'version'),
    from: text(row, 'by'),
    size: isFile || bytes > 0 ? bytes : null,
    title: isFile ? '' : firstWords(textOrNull(row, 'words') ?? '', titleLength),
  }
}

function kindOf(kind: string): LedgerEntry['kind'] {
  if (kind === 'message' || kind === 'note') return kind
  if (kind === 'file-written') return 'file'
  return kind === 'file-deleted' ? 'deleted-file' : 'entry'
}
