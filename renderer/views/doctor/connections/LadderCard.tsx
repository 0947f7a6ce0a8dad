/** One client that contacted the bridge: how far it came, what is wrong, and step by step what it did. */
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Button } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Listening } from '../../../components/Listening.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { heardClient, type PresenceRow } from '../../../../main/contract/who-listens.ts'
import { doctorStrings } from '../../../strings/doctor.ts'
import { Verdict } from '../Verdict.tsx'
import { Planks } from './Planks.tsx'
import { Rungs } from './Rungs.tsx'
import { isEnded, standingOf, type Ladder } from './standing.ts'

const words = doctorStrings.connections

interface Props {
  ladder: Ladder
  /** A link led to this one. */
  chosen: boolean
  presence: readonly PresenceRow[]
}

export function LadderCard({ ladder, chosen, presence }: Props) {
  const heading = useId()
  const card = useRef<HTMLElement>(null)
  const { name, rungs, verdict } = ladder
  const { mark, sentence, done, all } = standingOf(ladder)
  const wrong = verdict && !isEnded(verdict) ? verdict : null
  useEffect(() => {
    if (!chosen) return
    card.current?.focus({ preventScroll: true })
    card.current?.scrollIntoView?.({ block: 'start' })
  }, [chosen])
  return (
    <article ref={card} tabIndex={-1} className="caller" aria-labelledby={heading}>
      <header className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={heading} className="font-serif text-2xl wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
        <p className="text-sm text-muted">
          <LastHeard ladder={ladder} presence={presence} />
        </p>
      </header>
      <p className="flex gap-3">
        <span className="mt-1 flex">
          <StatusMark state={mark} />
        </span>
        <span className="min-w-0 wrap-anywhere">{sentence}</span>
      </p>
      <p className="flex flex-wrap items-center gap-x-4 text-sm text-muted">
        <Planks rungs={rungs} />
        {words.came(done, all)}
      </p>
      {wrong && <Verdict problem={wrong} />}
      <Disclosure label={words.rungs} open={chosen || wrong !== null}>
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Rungs rungs={rungs} />
          <Facts ladder={ladder} presence={presence} />
        </div>
      </Disclosure>
    </article>
  )
}

/** The ladder ends with a client that came all the way across; what it does since then, presence knows. */
function LastHeard({ ladder, presence }: Omit<Props, 'chosen'>) {
  const heard = heardClient(presence, ladder.clientId)
  return heard ? <Listening heard={heard} /> : <Time iso={ladder.lastAt} />
}

function Facts({ ladder, presence }: Omit<Props, 'chosen'>) {
  const { id, name, clientId, origin, firstAt, refreshedAt } = ladder
  const invoke = useInvoke()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const forget = async (): Promise<void> => {
    await invoke('doctor.forget', { id })
    toast(words.forgotten(name))
  }
  return (
    <div className="space-y-4 text-sm">
      <dl className="space-y-2">
        <Fact term={words.firstSeen}>
          <Time iso={firstAt} />
        </Fact>
        <Fact term={words.lastSeen}>
          <LastHeard ladder={ladder} presence={presence} />
        </Fact>
        {refreshedAt && (
          <Fact term={words.refreshed}>
            <Time iso={refreshedAt} />
          </Fact>
        )}
        {origin && <Fact term={words.address}>{origin}</Fact>}
        <Fact term={words.clientId}>
          {clientId ? <code>{clientId}</code> : <span>{words.noClientId}</span>}
        </Fact>
      </dl>
      <Button kind="quiet" aria-label={words.forgetName(name)} onClick={() => setAsking(true)}>
        {words.forget}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.forgetTitle(name)}
        description={words.forgetMessage}
        confirm={words.forget}
        onConfirm={forget}
      />
    </div>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}
