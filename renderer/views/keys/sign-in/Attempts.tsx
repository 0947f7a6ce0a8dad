/** The newest attempts to sign in at the provider, and what the provider itself logged about one. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Section } from '../../../components/Section.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { hrefTo } from '../../../navigation.ts'
import { keysStrings } from '../../../strings/keys.ts'
import type { Identity } from '../../setup/chapters.ts'
import type { Attempt } from '../../setup/sign-in/AttemptOutcome.tsx'

const words = keysStrings.attempts
const marks = {
  waiting: 'working',
  done: 'ok',
  failed: 'failed',
  'timed-out': 'attention',
} as const

export function Attempts({ identity }: { identity: Identity }) {
  const { attempts, saved, token } = identity
  return (
    <Section title={words.title}>
      {attempts.length === 0 && <p className="text-muted">{words.none}</p>}
      {attempts.length > 0 && (
        <ul className="rows">
          {attempts.map((attempt) => (
            <Row key={attempt.id} attempt={attempt} logs={saved === 'auth0' && token !== null} />
          ))}
        </ul>
      )}
      {saved === 'auth0' && token === null && attempts.length > 0 && (
        <p className="mt-4 text-sm text-muted">
          {words.log}: {words.logToken}{' '}
          <a className="link" href={hrefTo('setup', 'sign-in', 'auth0')}>
            {words.logGuide}
          </a>
        </p>
      )}
    </Section>
  )
}

/** `logs`: the provider's own log can be read. */
function Row({ attempt, logs }: { attempt: Attempt; logs: boolean }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [entries, setEntries] = useState<MethodResult<'identity.logs'>>()
  const { id, at, purpose, callback, state, person, problem } = attempt
  const read = (): Promise<boolean> =>
    run(async () => setEntries(await invoke('identity.logs', { attempt: id })))
  return (
    <li className="flex gap-3">
      <span className="mt-1 flex">
        <StatusMark state={marks[state]} />
      </span>
      <div className="min-w-0 grow space-y-2">
        <p className="wrap-anywhere">
          {words.purposes[purpose]}: {words.states[state]}
          {person && (
            <>
              {', '}
              <bdi>{person.name ?? person.subject}</bdi>
            </>
          )}
          <span className="block text-sm text-muted">
            {words.by[callback]} · <Time iso={at} />
          </span>
        </p>
        {problem && <Problem problem={problem} alert={false} />}
        {logs && !entries && (
          <Button kind="quiet" busy={busy} onClick={() => void read()}>
            {words.log}
          </Button>
        )}
        {failure && <Problem problem={failure} />}
        {entries?.length === 0 && <p className="text-sm text-muted">{words.logNone}</p>}
        {entries?.map((entry) => (
          <div key={`${entry.at} ${entry.type}`} className="text-sm">
            <p className="wrap-anywhere">{entry.meaning}</p>
            <p className="wrap-anywhere text-muted">
              <code>{entry.type}</code> {entry.description} · <Time iso={entry.at} />
            </p>
            {entry.problem && <Problem problem={entry.problem} alert={false} />}
          </div>
        ))}
      </div>
    </li>
  )
}
