/** Setting up one client: how it stands, the ways in with the best one first, doing it, undoing it. */
import { useState } from 'react'
import { Badge } from '../../../components/Badge.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { RadioCards } from '../../../components/RadioCards.tsx'
import { StatusMark, type MarkState } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { connectStrings as words } from '../../../strings/setup.ts'
import type { Connectable } from '../chapters.ts'
import { Guide } from './Guide.tsx'
import { ManualClient } from './ManualClient.tsx'
import { Preview } from './Preview.tsx'
import { Undo } from './Undo.tsx'

export const markOf: Record<Connectable['state'], MarkState> = {
  connected: 'ok',
  'set-up': 'working',
  stale: 'attention',
  'not-set-up': 'waiting',
  unreadable: 'failed',
  unknown: 'off',
}

/** Clients that may want an id made for them by hand. */
const byHand: readonly string[] = ['chatgpt', 'claude-web', 'other']

export function ClientSetUp({ client }: { client: Connectable }) {
  const { id, name, state, detail, seenAt, routes, canUndo, problem } = client
  const [chosen, setChosen] = useState<string>()
  const route =
    routes.find((one) => one.id === chosen && one.available) ??
    routes.find(({ recommended }) => recommended)
  return (
    <div className="space-y-8">
      <div className="flex items-start gap-3">
        <span className="mt-1 flex">
          <StatusMark state={markOf[state]} />
        </span>
        <div className="min-w-0" role="status">
          <p className="font-medium wrap-anywhere">{detail}</p>
          {seenAt !== null && (
            <p className="text-sm text-muted">
              {words.seen} <Time iso={seenAt} />
            </p>
          )}
        </div>
      </div>
      {problem && <Problem problem={problem} alert={false} />}
      {routes.length > 1 && (
        <RadioCards
          label={words.waysOf(name)}
          value={route?.id ?? null}
          onChange={setChosen}
          options={routes.map((one) => ({
            value: one.id,
            title: one.title,
            detail: <span className="wrap-anywhere">{one.detail}</span>,
            disabled: !one.available,
            badge: one.recommended ? <Badge>{words.best}</Badge> : null,
          }))}
        />
      )}
      {route?.kind === 'config' || route?.kind === 'command' ? (
        <Preview key={route.id} client={id} route={route.id} />
      ) : (
        route && <Guide key={route.id} client={client} route={route.id} />
      )}
      {byHand.includes(id) && route && <ManualClient client={id} />}
      {canUndo && <Undo client={id} name={name} />}
    </div>
  )
}
