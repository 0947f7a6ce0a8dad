/** One program and whom it answers for; while it runs it can be stopped here. */
import { useEffect, useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorCode } from '../../../components/error-page/ErrorCode.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { Problem, type KnownProblem } from '../../../components/Problem.tsx'
import { Time } from '../../../components/Time.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { nameOf } from '../../../participants.ts'
import { seatStrings as words } from '../../../strings/seats.ts'

type Seat = MethodResult<'seats.list'>[number]

export function SeatRow({ seat, participants }: { seat: Seat; participants: Participants }) {
  const { participant, title, version, folder, readOnly, running } = seat
  const name = nameOf(participant, participants)
  const invoke = useInvoke()
  const say = useToast()
  const { busy, failure, run } = useAction()
  const [problem, setProblem] = useState<KnownProblem | null>(null)
  const [removing, setRemoving] = useState(false)
  const test = (): Promise<boolean> =>
    run(async () => {
      setProblem(null)
      const tested = await invoke('seats.test', { participant })
      setProblem(tested.problem)
      if (!tested.problem) say(words.testGood(title))
    })
  const shown = failure ?? problem
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Letter id={participant} />
        <span className="min-w-0 grow basis-48 leading-snug">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span className="block text-sm text-muted wrap-anywhere">
            {words.answers(version === null ? title : `${title} ${version}`)} ·{' '}
            {readOnly ? words.reads : words.mayWrite} · {folder}
          </span>
          <span className="block text-sm text-muted" role="status">
            {running ? <Answering title={title} since={running.since} /> : <Last seat={seat} />}
          </span>
        </span>
        <span className="row-acts">
          {running ? (
            <Button
              aria-label={words.stopOf(name)}
              onClick={() => void run(() => invoke('seats.stop', { participant }))}
            >
              {words.stop}
            </Button>
          ) : (
            <Button aria-label={words.testOf(name)} busy={busy} onClick={() => void test()}>
              {words.test}
            </Button>
          )}
          <Button aria-label={words.removeOf(name)} onClick={() => setRemoving(true)}>
            {words.remove}
          </Button>
        </span>
      </div>
      {shown && (
        <div className="mt-3">
          <Problem problem={shown} />
        </div>
      )}
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        title={words.removeTitle(title, name)}
        description={words.removeText}
        confirm={words.remove}
        onConfirm={() => invoke('seats.remove', { participant })}
      />
    </li>
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
