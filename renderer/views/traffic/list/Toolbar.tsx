/** What is shown of the traffic, and whether it goes on. */
import { Pause, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, ButtonLink } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Select } from '../../../components/Select.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { hrefTo } from '../../../navigation.ts'
import { trafficStrings as words } from '../../../strings/traffic.ts'
import { shortId, tellApart } from '../../../tell-apart.ts'
import { kinds, outcomes, type Filter } from '../data/filter.ts'
import type { TrafficRows } from '../data/traffic-rows.ts'
import { useOf } from '../data/use-traffic.ts'

interface Props {
  rows: TrafficRows
  filter: Filter
  onFilter: (filter: Filter) => void
  onClear: () => Promise<void>
  /** The stories are no page beside the list. */
  withStories: boolean
}

/** Before the key of a client, so that none can be taken for another choice. */
const CLIENT = 'client:'

export function Toolbar({ rows, filter, onFilter, onClear, withStories }: Props) {
  const clients = useOf(rows, rows.clients)
  const extra = tellApart(clients, ({ name }) => name, [
    ({ participant }) => participant,
    ({ key }) => shortId(key),
  ])
  const change = (some: Partial<Filter>): void => onFilter({ ...filter, ...some })
  const chosen = typeof filter.client === 'string' ? filter.client : CLIENT + filter.client.key
  return (
    <div className="traffic-tools" role="search">
      <TextField
        label={words.search}
        hiddenLabel
        type="search"
        placeholder={words.searchHint}
        value={filter.text}
        onChange={(text) => change({ text })}
        className="w-full"
      />
      <div className="traffic-filters">
        <Select
          label={words.kind}
          hiddenLabel
          value={filter.kind}
          onChange={(kind) => change({ kind })}
          options={['all' as const, ...kinds].map((kind) => ({
            value: kind,
            label: words.kinds[kind],
          }))}
        />
        <Select
          label={words.client}
          hiddenLabel
          value={chosen}
          onChange={(value) => change({ client: clientOf(value) })}
          options={[
            { value: 'all', label: words.anyone },
            ...clients.map(({ key, name }, i) => ({
              value: CLIENT + key,
              label: [name, ...(extra[i] ?? [])].join(' · '),
            })),
            { value: 'unknown', label: words.nobodyKnown },
          ]}
        />
        <Select
          label={words.outcome}
          hiddenLabel
          value={filter.outcome}
          onChange={(outcome) => change({ outcome })}
          options={['all' as const, 'not-ok' as const, ...outcomes].map((outcome) => ({
            value: outcome,
            label: words.outcomes[outcome],
          }))}
        />
      </div>
      <div className="flex items-center gap-2">
        <PauseButton rows={rows} />
        <ClearButton onClear={onClear} />
        {withStories && (
          <ButtonLink href={hrefTo('traffic', 'stories')} className="ml-auto">
            {words.stories}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}

const clientOf = (value: string): Filter['client'] =>
  value.startsWith(CLIENT)
    ? { key: value.slice(CLIENT.length) }
    : value === 'unknown'
      ? 'unknown'
      : 'all'

function PauseButton({ rows }: { rows: TrafficRows }) {
  const paused = useOf(rows, rows.paused)
  const waiting = useOf(rows, rows.waiting)
  const Icon = paused ? Play : Pause
  return (
    <Button onClick={paused ? rows.resume : rows.pause}>
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} />
      {paused ? words.resume : words.pause}
      {paused && waiting > 0 && <span className="badge badge-plain">{words.waiting(waiting)}</span>}
    </Button>
  )
}

function ClearButton({ onClear }: { onClear: () => Promise<void> }) {
  const [asking, setAsking] = useState(false)
  const say = useToast()
  const clear = async (): Promise<void> => {
    await onClear()
    say(words.cleared)
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" size={16} strokeWidth={1.75} />
        {words.clear}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.clearTitle}
        description={words.clearMessage}
        confirm={words.clear}
        onConfirm={clear}
      />
    </>
  )
}
