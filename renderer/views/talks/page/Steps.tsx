/** The steps of a talk in their order: the question, hand-ins, the owner's words, and what the bridge did. */
import type { ReactNode } from 'react'
import { Mail, MailOpen } from 'lucide-react'
import { Letter } from '../../../components/Letter.tsx'
import { Time } from '../../../components/Time.tsx'
import { toFile } from '../../conversation/place.ts'
import { Folded } from '../../conversation/text/Folded.tsx'
import { talkStrings } from '../../../strings/talks.ts'
import type { Talk, TalkStep } from '../shapes.ts'
import { HandInCard } from './HandInCard.tsx'

const words = talkStrings.steps

export function Steps({ talk }: { talk: Talk }) {
  const nameOf = (id: string | null): string =>
    talk.seats.find(({ participant }) => participant === id)?.name ?? id ?? ''
  const shown = talk.steps.filter((step) => !isOpened(step, talk.steps))
  return (
    <section aria-label={words.title} className="talk-steps">
      <Question talk={talk} />
      {shown.length === 0 && <p className="text-muted">{words.nothing}</p>}
      {shown.map((step) => (
        <Step key={step.seq} step={step} name={nameOf(step.by)} />
      ))}
    </section>
  )
}

/** A closed letter that lies open further on is not shown twice. */
const isOpened = (step: TalkStep, all: readonly TalkStep[]): boolean =>
  step.kind === 'sealed' &&
  all.some(({ kind, by, seq }) => kind === 'opened' && by === step.by && seq > step.seq)

function Question({ talk: { question, files, startedAt } }: { talk: Talk }) {
  return (
    <article aria-label={words.question} className="step">
      <Letter id="owner" />
      <div className="min-w-0 grow">
        <p className="text-sm text-muted">
          {words.question} · <Time iso={startedAt} />
        </p>
        <Folded text={question} of={words.question} />
        {files.length > 0 && (
          <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
            {files.map((name) => (
              <a key={name} className="link wrap-anywhere" href={toFile(name)}>
                {name}
              </a>
            ))}
          </p>
        )}
      </div>
    </article>
  )
}

function Step({ step, name }: { step: TalkStep; name: string }) {
  const { kind, text } = step
  switch (kind) {
    case 'said':
    case 'opened':
      return <HandInCard step={step} name={name} />
    case 'owner':
    case 'verdict':
      return (
        <article aria-label={words[kind]} className="step">
          <Letter id="owner" />
          <div className="min-w-0 grow">
            <p className="text-sm text-muted">
              {words[kind]} · <Time iso={step.at} />
            </p>
            <Folded text={text ?? ''} of={words[kind]} />
          </div>
        </article>
      )
    case 'phase':
      return <h2 className="phase-line">{text}</h2>
    case 'sealed':
      return (
        <Note step={step} icon={<Mail aria-hidden="true" size={18} strokeWidth={1.6} />}>
          {words.sealed(name)}
        </Note>
      )
    case 'agreed':
      return (
        <Note step={step} icon={<MailOpen aria-hidden="true" size={18} strokeWidth={1.6} />}>
          {words.agreed}
        </Note>
      )
    case 'skipped':
    case 'word':
      return <Note step={step}>{words[kind](name)}</Note>
    default:
      return <Note step={step}>{text ?? words[kind]}</Note>
  }
}

/** What the bridge did, in one line. */
function Note({ step, icon, children }: { step: TalkStep; icon?: ReactNode; children: ReactNode }) {
  return (
    <p className="step-note">
      <span className="step-note-mark">{icon}</span>
      <span className="min-w-0">
        {children}{' '}
        <span className="whitespace-nowrap">
          · <Time iso={step.at} />
        </span>
      </span>
    </p>
  )
}
