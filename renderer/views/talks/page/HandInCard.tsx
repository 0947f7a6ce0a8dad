/** What a seat handed in: its answer, its reasons, objections with their evidence, a change of mind. */
import { Badge } from '../../../components/Badge.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { Time } from '../../../components/Time.tsx'
import { lookOf } from '../../../participants.ts'
import { talkStrings } from '../../../strings/talks.ts'
import { Folded } from '../../conversation/text/Folded.tsx'
import type { HandIn, TalkStep } from '../shapes.ts'

const words = talkStrings.steps

export function HandInCard({ step, name }: { step: TalkStep; name: string }) {
  const { by, role, alias, text, handIn, marks, at, pasted } = step
  const body = handIn?.text ?? (handIn?.answer === undefined ? text : null)
  return (
    <article aria-label={name} className={`step ${lookOf(by ?? '').hue}`}>
      <Letter id={by ?? ''} />
      <div className="hand-in">
        <header className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span className="text-sm text-muted">
            {role && `${role} · `}
            <Time iso={at} />
          </span>
          {alias && (
            <span title={words.as(words.alias(alias))}>
              <Badge>{words.alias(alias)}</Badge>
            </span>
          )}
          {pasted && <Badge>{words.pasted}</Badge>}
          {marks.map((mark) => (
            <Badge key={mark} kind={isVerdict(mark) ? 'plain' : 'lamp'}>
              {mark}
            </Badge>
          ))}
        </header>
        {handIn?.decision && <Decision handIn={handIn} />}
        {handIn?.answer !== undefined && (
          <p className="hand-in-answer" dir="auto">
            {handIn.answer}
          </p>
        )}
        {body && <Folded text={body} of={name} />}
        <Objections handIn={handIn} />
        {handIn?.same !== undefined && <p>{handIn.same ? words.same : words.notSame}</p>}
        {handIn?.accept !== undefined && <p>{handIn.accept ? words.accepts : words.refuses}</p>}
        {handIn?.done && <p className="text-sm text-muted">{`${name} ${words.done}.`}</p>}
        {handIn?.confidence !== undefined && (
          <p className="mt-2 text-sm text-muted">
            {words.confidence(handIn.confidence)} · {words.collected}
          </p>
        )}
      </div>
    </article>
  )
}

/** How the owner judged it; anything else is a remark of the bridge. */
const isVerdict = (mark: string): boolean => verdicts.has(mark)
const verdicts: ReadonlySet<string> = new Set(['right', 'wrong', 'unclear'])

function Decision({ handIn: { decision, reason, evidence = [] } }: { handIn: HandIn }) {
  if (!decision) return null
  return (
    <div className="max-w-prose wrap-anywhere" dir="auto">
      <p>
        <span className="font-medium">{words.decisions[decision]}</span>
        {reason && `: ${reason}`}
      </p>
      {evidence.map((one, i) => (
        <Evidence key={i} of={one} />
      ))}
    </div>
  )
}

function Objections({ handIn }: { handIn: HandIn | null }) {
  const objections = handIn?.objections ?? []
  if (objections.length === 0) return null
  return (
    <ol aria-label={words.objections(objections.length)} className="objections">
      {objections.map(({ about, claim, evidence }, i) => (
        <li key={i} dir="auto">
          <p className="font-medium wrap-anywhere">
            “{claim}”
            {about && <span className="font-normal text-muted"> ({words.alias(about)})</span>}
          </p>
          <Evidence of={evidence} />
        </li>
      ))}
    </ol>
  )
}

function Evidence({ of }: { of: NonNullable<HandIn['evidence']>[number] }) {
  const { kind, where, version, shows } = of
  return (
    <p className="text-sm wrap-anywhere text-muted">
      {words.evidence[kind]}: {kind === 'quotation' ? `“${where}”` : where}
      {version !== undefined && `, ${words.version(version)}`}
      {shows && `. ${shows}`}
    </p>
  )
}
