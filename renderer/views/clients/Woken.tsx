/** Whether a client is woken when something happens, and what to say to it so that it is. */
import type { Client, EventSubscription } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { CopyField } from '../../components/CopyField.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Section } from '../../components/Section.tsx'
import { Time } from '../../components/Time.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke, useLoaded } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import type { Participants } from '../../data/shapes.ts'
import { nameOf } from '../../participants.ts'
import { seatStrings } from '../../strings/seats.ts'
import { wokenStrings as words } from '../../strings/woken.ts'

interface Props {
  client: Client
  /** Whom it speaks as. */
  participant: string
  participants: Participants
}

export function Woken({ client, participant, participants }: Props) {
  const { value } = useLoaded('events.list', {})
  const { value: wakeable = [] } = useLoaded('wake.list', {})
  const doors = wakeable.find((one) => one.participant === participant)?.doors ?? []
  const mine = value?.subscriptions.filter(({ clientId }) => clientId === client.clientId)
  return (
    <Section title={words.title} loading={value === undefined}>
      {doors.length > 0 && (
        <p className="mb-4 max-w-prose">
          {words.order(
            nameOf(participant, participants),
            doors.map((door) => seatStrings.doors[door]),
          )}
        </p>
      )}
      {mine?.length === 0 ? (
        <>
          <p className="mb-4 max-w-prose">{words.none}</p>
          <CopyField label={words.sentence} value={value?.sentence ?? ''} />
        </>
      ) : (
        <ul className="space-y-5">
          {mine?.map((one) => (
            <Subscription key={one.id} subscription={one} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Subscription({ subscription }: { subscription: EventSubscription }) {
  const { id, event, filter, state, waiting, lastAt, lastOutcome, refreshBefore } = subscription
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const say = useToast()
  const end = async (): Promise<void> => {
    if (await run(() => invoke('events.end', { id }))) say(words.ended)
  }
  return (
    <li>
      <p>
        <span className="block font-medium">{words.events[event]}</span>
        <bdi className="wrap-anywhere">{words.only(filter)}</bdi>
      </p>
      {state !== 'live' && <p className="border-l-2 border-accent pl-3">{words.states[state]}</p>}
      <p className="text-sm text-muted">
        {lastAt === null ? (
          words.nothingYet
        ) : (
          <>
            {words.last} <Time iso={lastAt} />: {words.outcome(lastOutcome ?? '')}
          </>
        )}
        {waiting > 0 && ` · ${words.waiting(waiting)}`} · {words.ends} <Time iso={refreshBefore} />{' '}
        {words.unlessRenewed}
      </p>
      <Button kind="quiet" disabled={busy} onClick={() => void end()}>
        {words.end}
      </Button>
      {failure && <Problem problem={failure} />}
    </li>
  )
}
