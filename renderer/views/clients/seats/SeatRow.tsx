/** One program and whom it answers for; while it runs it can be stopped here. */
import { useEffect, useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorCode } from '../../../components/error-page/ErrorCode.tsx'
import { Time } from '../../../components/Time.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { seatStrings as words } from '../../../strings/seats.ts'
import { ParticipantRow, useTrial } from './ParticipantRow.tsx'

type Seat = MethodResult<'seats.list'>[number]

export function SeatRow({ seat, participants }: { seat: Seat; participants: Participants }) {
  const { participant, title, version, folder, readOnly, running } = seat
  const name = nameOf(participant, participants)
  const [removing, setRemoving] = useState(false)
  const invoke = useInvoke()
  const { busy, problem, run, test } = useTrial(
    () => invoke('seats.test', { participant }),
    words.testGood(title),
  )
  return (
    <ParticipantRow
      {...{ participant, name, problem }}
      about={
        <>
          {words.answers(version === null ? title : `${title} ${version}`)} ·{' '}
          {readOnly ? words.reads : words.mayWrite} · {folder}
        </>
      }
      status={running ? <Answering title={title} since={running.since} /> : <Last seat={seat} />}
      acts={
        <>
          {running ? (
            <Button
              aria-label={words.stopOf(name)}
              onClick={() => void run(() => invoke('seats.stop', { participant }))}
            >
              {words.stop}
            </Button>
          ) : (
            <Button aria-label={words.testOf(name)} busy={busy} onClick={test}>
              {words.test}
            </Button>
          )}
          <Button aria-label={words.removeOf(name)} onClick={() => setRemoving(true)}>
            {words.remove}
          </Button>
        </>
      }
    >
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        title={words.removeTitle(title, name)}
        description={words.removeText}
        confirm={words.remove}
        onConfirm={() => invoke('seats.remove', { participant })}
      />
    </ParticipantRow>
  )
}

/** Counts the seconds by itself; nothing has to be asked for. */
function Answering({ title, since }: { title: string; since: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return words.running(title, Math.max(0, Math.round((now - Date.parse(since)) / 1000)))
}

function Last({ seat: { last } }: { seat: Seat }) {
  if (!last) return words.notRun
  return (
    <>
      {last.outcome === null ? words.goingOn : words.outcomes[last.outcome]}{' '}
      {last.endedAt !== null && <Time iso={last.endedAt} />}{' '}
      {last.error !== null && <ErrorCode code={last.error} />}
    </>
  )
}
