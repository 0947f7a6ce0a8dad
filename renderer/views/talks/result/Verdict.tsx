/** The owner's last word on a talk, and for each seat whether its last answer was right. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { talkStrings } from '../../../strings/talks.ts'
import type { TalkActs } from '../page/use-talk-acts.ts'
import type { Talk } from '../shapes.ts'
import { lastAnswers, markOf, type Mark } from './marks.ts'

const words = talkStrings.result
const choices = ['right', 'wrong', 'unclear'] as const

export function Verdict({ talk, acts }: { talk: Talk; acts: TalkActs }) {
  const kept = talk.result?.verdict ?? ''
  const answers = lastAnswers(talk)
  const [text, setText] = useState(kept)
  const [marks, setMarks] = useState<ReadonlyMap<number, Mark>>(new Map())
  const [changing, setChanging] = useState(false)
  const writing = kept === '' || changing
  const say = useToast()
  const changed = text.trim() !== kept || marks.size > 0
  const keep = async (): Promise<void> => {
    const given = [...marks].map(([handIn, mark]) => ({ handIn, mark }))
    if (!(await acts.verdict(text.trim(), given.length > 0 ? given : undefined))) return
    setMarks(new Map())
    setChanging(false)
    say(words.kept)
  }
  return (
    <form
      className="verdict"
      aria-label={words.verdict}
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      {writing ? (
        <TextArea
          label={words.verdict}
          hint={words.verdictHint}
          className="font-serif text-xl"
          dir="auto"
          value={text}
          onChange={setText}
        />
      ) : (
        <>
          <p className="text-sm text-muted">{words.verdict}</p>
          <p className="font-serif text-2xl leading-snug wrap-anywhere" dir="auto">
            {kept}
          </p>
          <Button kind="quiet" className="mt-1" onClick={() => setChanging(true)}>
            {words.changeVerdict}
          </Button>
        </>
      )}
      {answers.length > 0 && (
        <fieldset className="mt-5">
          <legend className="mb-2">
            {words.marks} <span className="text-sm text-muted">{words.marksHint}</span>
          </legend>
          <ul className="grid gap-x-10 gap-y-3 sm:grid-cols-2">
            {answers.map(({ step, number, name }) => (
              <li key={step.seq} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                <Letter id={step.by ?? ''} small />
                <span className="min-w-0 wrap-anywhere">{name}</span>
                <MarkChoice
                  name={name}
                  chosen={marks.get(number) ?? markOf(step)}
                  onChoose={(mark) => setMarks(new Map(marks).set(number, mark))}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {(writing || changed) && (
        <Button
          className="mt-5"
          type="submit"
          kind="solid"
          busy={acts.busy}
          disabled={!changed || text.trim() === ''}
        >
          {words.keep}
        </Button>
      )}
    </form>
  )
}

interface MarkChoiceProps {
  name: string
  chosen: Mark | undefined
  onChoose: (mark: Mark) => void
}

function MarkChoice({ name, chosen, onChoose }: MarkChoiceProps) {
  return (
    <span role="group" aria-label={words.markOf(name)} className="mark-choice">
      {choices.map((mark) => (
        <button
          key={mark}
          type="button"
          aria-pressed={chosen === mark}
          onClick={() => onChoose(mark)}
        >
          {words.mark[mark]}
        </button>
      ))}
    </span>
  )
}
