/** What was asked and decided, in plain words; narrowed by kind and by words, older ones on demand. */
import { useDeferredValue, useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Select } from '../../../components/Select.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { keysStrings } from '../../../strings/keys.ts'
import { AuditRow } from './AuditRow.tsx'
import { groupNames, narrowed, type GroupName } from './groups.ts'
import { useTrail } from './use-trail.ts'

const words = keysStrings.audit

export function AuditTrail() {
  const { entries, complete, failure, loading, older, more } = useTrail()
  const [group, setGroup] = useState<GroupName>('all')
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const shown = narrowed(entries, group, wanted)
  if (loading) return <Skeleton lines={8} />
  if (entries.length === 0) {
    return failure ? (
      <Problem problem={failure} />
    ) : (
      <EmptyState title={words.none}>{words.lead}</EmptyState>
    )
  }
  return (
    <div>
      <p className="mb-6 max-w-prose text-muted">{words.lead}</p>
      <div className="mb-6 flex flex-wrap items-end gap-4">
        <Select
          label={words.groups.label}
          value={group}
          onChange={setGroup}
          options={groupNames.map((value) => ({ value, label: words.groups[value] }))}
        />
        <TextField
          label={words.find}
          value={text}
          onChange={setText}
          type="search"
          placeholder={words.findHint}
        />
        <p className="pb-2 text-sm text-muted" role="status">
          {words.shown(shown.length)}
        </p>
      </div>
      {failure && <Problem problem={failure} />}
      {shown.length === 0 && <p className="text-muted">{words.noMatch}</p>}
      {shown.length > 0 && (
        <ol className="rows">
          {shown.map((entry) => (
            <AuditRow key={entry.seq} entry={entry} />
          ))}
        </ol>
      )}
      <div className="mt-6">
        {complete ? (
          <p className="text-sm text-muted">{words.oldest}</p>
        ) : (
          <Button busy={older.busy} onClick={() => void more()}>
            {words.older}
          </Button>
        )}
        {older.failure && <Problem problem={older.failure} />}
      </div>
    </div>
  )
}
