/** The course of the talk that ends set-up: the picture, each one's steps, and what is to be done now. */
import { Bridge } from '../../../components/Bridge.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { markWord, StatusMark } from '../../../components/StatusMark.tsx'
import { hrefTo } from '../../../navigation.ts'
import { testStrings, testTalkStrings as words } from '../../../strings/setup.ts'
import { talkStrings } from '../../../strings/talks.ts'
import { OpenApp } from '../../talks/page/OpenApp.tsx'
import { pictureOf, turnSentence } from '../../talks/page/standing.ts'
import { missingIn, type TalkLeg, type TalkTest } from './talk-test.ts'

export function TalkCourse({ test }: { test: TalkTest }) {
  const { talk, legs, done } = test
  const sentence = done ? words.done : turnSentence(talk)
  return (
    <div>
      <div className="mb-8 overflow-clip border-b border-line pb-6">
        <Bridge decorative raised={false} talk={pictureOf(talk)} />
      </div>
      <LiveRegion>{sentence}</LiveRegion>
      <p className="mb-1 font-serif text-2xl">{sentence}</p>
      <p className="mb-6 text-sm text-muted">{done ? words.doneDetail : words.underWay}</p>
      <ul className="grid gap-8 sm:grid-cols-2">
        {legs.map((leg) => (
          <Leg key={leg.seat.participant} leg={leg} />
        ))}
      </ul>
      <Missing test={test} />
    </div>
  )
}

function Leg({ leg: { seat, came, said } }: { leg: TalkLeg }) {
  const { name, participant } = seat
  return (
    <li>
      <p className="mb-2 flex items-center gap-3 font-medium">
        <Letter id={participant} />
        {name}
      </p>
      <ol className="ladder">
        <Rung done={came} text={came ? words.came(name) : words.notCome(name)} />
        <Rung done={said > 0} text={said > 0 ? words.first(name) : words.noFirst(name)} />
        <Rung done={said > 1} text={said > 1 ? words.second(name) : words.noSecond(name)} />
      </ol>
    </li>
  )
}

function Rung({ done, text }: { done: boolean; text: string }) {
  const state = done ? 'ok' : 'waiting'
  return (
    <li className="ladder-rung">
      <StatusMark state={state} label={markWord(state)} />
      <p className={done ? undefined : 'text-muted'}>{text}</p>
    </li>
  )
}

function Missing({ test }: { test: TalkTest }) {
  const missing = missingIn(test)
  if (!missing) return null
  const { name, nudge } = missing.leg.seat
  return (
    <section aria-label={missing.words} className="needs-you mt-8 space-y-4">
      <p className="text-lg">{missing.words}</p>
      <CopyField label={testStrings.paste(name)} value={nudge.line} />
      {nudge.href && <OpenApp name={name} href={nudge.href} />}
      {nudge.command && <CopyField label={talkStrings.waiting.command} value={nudge.command} />}
      <p className="text-sm text-muted">
        {testStrings.patience}{' '}
        <a className="link" href={hrefTo('doctor')}>
          {testStrings.doctor}
        </a>
      </p>
    </section>
  )
}
