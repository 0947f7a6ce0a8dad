/** A rule for what waits at the gate, put together from what there is. */
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Select } from '../../components/Select.tsx'
import { TextField } from '../../components/TextField.tsx'
import { useLoaded } from '../../data/hooks.ts'
import type { Participants } from '../../data/shapes.ts'
import { holdRuleStrings as words } from '../../strings/hold-rules.ts'
import type { Settings } from './use-settings.ts'

type Rule = Settings['hold'][number]
type What = Rule['what']

interface Props {
  participants: Participants
  busy: boolean
  onAdd: (rule: Rule) => Promise<void>
  onCancel: () => void
}

const empty = { what: 'everything' as What, from: '', to: '', client: '', talk: '', folder: '' }

export function NewHoldRule({ participants, busy, onAdd, onCancel }: Props) {
  const [entered, setEntered] = useState(empty)
  const change = (part: Partial<typeof empty>) => setEntered((old) => ({ ...old, ...part }))
  const { value: status } = useLoaded('status.get', {})
  const { value: clients = [] } = useLoaded('clients.list', {})
  const people = [
    { value: '', label: words.anybody },
    ...participants
      .filter(({ id }) => id !== 'owner')
      .map(({ id, name }) => ({ value: id, label: name })),
  ]
  const called = new Map([
    ...clients.map(({ clientId, name }) => [clientId, name] as const),
    ...(status?.presence ?? []).flatMap((one) =>
      one.clients.map(({ id, name }) => [id, name] as const),
    ),
  ])
  const ofFiles = entered.what !== 'marked'

  return (
    <form
      aria-label={words.add}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void onAdd(ruleOf(ofFiles ? entered : { ...entered, folder: '' }))
      }}
    >
      <Select
        label={words.what}
        value={entered.what}
        onChange={(what) => change({ what })}
        options={(['everything', 'files', 'marked'] as const).map((value) => ({
          value,
          label: words.kinds[value],
        }))}
      />
      <Select
        label={words.from}
        value={entered.from}
        onChange={(from) => change({ from })}
        options={people}
      />
      <Select
        label={words.to}
        hint={words.toHint}
        value={entered.to}
        onChange={(to) => change({ to })}
        options={people}
      />
      <Select
        label={words.client}
        value={entered.client}
        onChange={(client) => change({ client })}
        options={[
          { value: '', label: words.anyClient },
          ...[...called].map(([value, label]) => ({ value, label })),
        ]}
      />
      <TextField
        label={words.talk}
        hint={words.talkHint}
        value={entered.talk}
        onChange={(talk) => change({ talk })}
      />
      {ofFiles && (
        <TextField
          label={words.folder}
          hint={words.folderHint}
          value={entered.folder}
          onChange={(folder) => change({ folder })}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="solid" busy={busy}>
          {words.addThis}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

/** Only the conditions that were given. */
function ruleOf({ what, ...conditions }: typeof empty): Rule {
  const given = Object.entries(conditions).flatMap(([name, value]) =>
    value.trim() === '' ? [] : [[name, value.trim()] as const],
  )
  return { what, ...Object.fromEntries(given) }
}
