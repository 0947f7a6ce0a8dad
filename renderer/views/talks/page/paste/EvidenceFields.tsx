/** One piece of evidence: what kind it is, where to look it up, and what it shows. */
import { Select } from '../../../../components/Select.tsx'
import { TextField } from '../../../../components/TextField.tsx'
import { talkStrings } from '../../../../strings/talks.ts'
import type { EnteredEvidence } from './entered.ts'

const words = talkStrings.waiting
const kinds = ['file', 'quotation', 'source', 'test'] as const

interface Props {
  evidence: EnteredEvidence
  onChange: (change: Partial<EnteredEvidence>) => void
}

export function EvidenceFields({ evidence: { kind, where, version, shows }, onChange }: Props) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={words.kind}
          value={kind}
          onChange={(chosen) => onChange({ kind: chosen })}
          options={kinds.map((value) => ({ value, label: talkStrings.steps.evidence[value] }))}
        />
        <TextField
          label={words.where[kind]}
          dir="auto"
          maxLength={1000}
          value={where}
          onChange={(typed) => onChange({ where: typed })}
        />
      </div>
      {kind === 'file' && (
        <TextField
          label={words.optional(words.version)}
          inputMode="numeric"
          value={version}
          onChange={(typed) => onChange({ version: typed.replaceAll(/\D/g, '').slice(0, 9) })}
        />
      )}
      <TextField
        label={words.optional(words.shows)}
        dir="auto"
        maxLength={2000}
        value={shows}
        onChange={(typed) => onChange({ shows: typed })}
      />
    </>
  )
}
