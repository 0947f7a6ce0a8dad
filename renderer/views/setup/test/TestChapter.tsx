/**
 * The end of set-up: the two speak to each other. With only one connected, a message to it and its answer.
 */
import { useState } from 'react'
import { Button, ButtonLink } from '../../../components/Button.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import type { Participants } from '../../../data/shapes.ts'
import { goTo, hrefTo } from '../../../navigation.ts'
import { nameOf } from '../../../participants.ts'
import { testStrings as words } from '../../../strings/setup.ts'
import { Course } from './Course.tsx'
import type { RoundTrip } from './round-trip.ts'
import { presentIn, usual } from './travellers.ts'
import { TalkTestChapter } from './TalkTestChapter.tsx'
import { Travellers } from './Travellers.tsx'
import { useRoundTrip } from './use-round-trip.ts'
import { useTestTalk } from './use-test-talk.ts'

export function TestChapter({ path }: { path: readonly string[] }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { value: status } = useLoaded('status.get', {})
  const { value: clients = [] } = useLoaded('clients.list', {})
  const { value: participants = [] } = useLoaded('participants.list', {})
  const [again, setAgain] = useState(false)
  const [picked, setPicked] = useState<readonly string[]>()
  const trip = useRoundTrip(path[0])
  const talk = useTestTalk(path[0])
  if (!status) return null

  const present = presentIn(status, clients)
  const chosen = picked ?? usual(present)
  const send = (): Promise<boolean> =>
    run(async () => {
      const names = chosen.map((id) => nameOf(id, participants))
      const { message } = await invoke('conversation.send', {
        to: [...chosen],
        text: words.message(names),
      })
      setAgain(false)
      goTo(hrefTo('setup', 'test', message.thread), { replace: true })
    })
  const raised = status.position === 'raised'
  return (
    <div className="space-y-8">
      {raised && (
        <div className="flex flex-wrap items-center gap-4 border-l-2 border-accent py-1 pl-5">
          <p>{words.raised}</p>
          <Button
            disabled={busy}
            onClick={() => void run(() => invoke('bridge.move', { position: 'lowered' }))}
          >
            {words.lower}
          </Button>
        </div>
      )}
      {present.length > 1 ? (
        <TalkTestChapter test={talk} two={usual(present).slice(0, 2)} raised={raised} />
      ) : trip && !again ? (
        <TripUnderWay trip={trip} participants={participants} onAgain={() => setAgain(true)} />
      ) : (
        <>
          <Travellers
            participants={participants}
            present={present}
            chosen={chosen}
            onChange={setPicked}
          />
          <div className="flex flex-wrap items-center gap-4">
            <Button
              kind="solid"
              busy={busy}
              disabled={chosen.length === 0 || raised}
              onClick={() => void send()}
            >
              {words.begin}
            </Button>
            {present.length === 0 && (
              <ButtonLink href={hrefTo('setup', 'chatgpt')}>{words.connect}</ButtonLink>
            )}
            {present.length > 0 && chosen.length === 0 && <p className="text-muted">{words.one}</p>}
          </div>
        </>
      )}
      {failure && <Problem problem={failure} />}
    </div>
  )
}

interface TripProps {
  trip: RoundTrip
  participants: Participants
  onAgain: () => void
}

/** How far the message has come, with the line to paste for whoever has not answered. */
function TripUnderWay({ trip, participants, onAgain }: TripProps) {
  return (
    <>
      <Course trip={trip} participants={participants} />
      {trip.answered < trip.all && (
        <div className="space-y-4">
          {trip.legs
            .filter(({ answeredAt }) => answeredAt === null)
            .map(({ participant }) => (
              <CopyField
                key={participant}
                label={words.paste(nameOf(participant, participants))}
                value={words.prompt}
              />
            ))}
          <p className="text-sm text-muted">
            {words.patience}{' '}
            <a className="link" href={hrefTo('doctor')}>
              {words.doctor}
            </a>
          </p>
        </div>
      )}
      <div className="flex flex-wrap gap-4">
        <ButtonLink href={hrefTo('conversation', trip.thread)}>{words.openThread}</ButtonLink>
        <Button kind="quiet" onClick={onAgain}>
          {words.again}
        </Button>
      </div>
    </>
  )
}
