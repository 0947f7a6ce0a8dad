/** "ChatGPT said…": the owner hands in for an app that may not write to the bridge. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Select } from '../../../components/Select.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { talkStrings } from '../../../strings/talks.ts'
import type { HandIn, Talk, TalkSeat } from '../shapes.ts'
import { seatsInTurn } from './standing.ts'
import type { TalkActs } from './use-talk-acts.ts'

const words = talkStrings.waiting
const nothing = { answer: '', text: '', confidence: '', decision: 'none', reason: '' } as const
type Entered = Record<Exclude<keyof typeof nothing, 'decision'>, string> & {
  decision: 'none' | 'keep' | 'change'
}

/** One field for each whose turn it is. */
export function Pastes({ talk, acts }: { talk: Talk; acts: TalkActs }) {
  const inTurn = seatsInTurn(talk)
  if (inTurn.length === 0) return null
  return (
    <div className="space-y-2">
      {inTurn.map((seat) => (
        <Paste key={seat.participant} seat={seat} acts={acts} />
      ))}
    </div>
  )
}

function Paste({ seat, acts }: { seat: TalkSeat; acts: TalkActs }) {
  const [entered, setEntered] = useState<Entered>(nothing)
  const set = (change: Partial<Entered>): void => setEntered((old) => ({ ...old, ...change }))
  const content = contentOf(entered)
  const hand = async (): Promise<void> => {
    if (await acts.paste(seat.participant, content)) setEntered(nothing)
  }
  return (
    <Disclosure label={words.paste(seat.name)}>
      <form
        className="max-w-prose space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          void hand()
        }}
      >
        <TextArea
          label={words.text}
          hint={words.pasteHint}
          dir="auto"
          value={entered.text}
          onChange={(text) => set({ text })}
        />
        <TextField
          label={words.answer}
          dir="auto"
          value={entered.answer}
          onChange={(answer) => set({ answer })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={words.confidence}
            inputMode="numeric"
            value={entered.confidence}
            onChange={(confidence) => set({ confidence: confidence.replaceAll(/\D/g, '') })}
          />
          <Select
            label={words.decision}
            value={entered.decision}
            onChange={(decision) => set({ decision })}
            options={(['none', 'keep', 'change'] as const).map((value) => ({
              value,
              label: words.decisions[value],
            }))}
          />
        </div>
        {entered.decision !== 'none' && (
          <TextField
            label={words.reason}
            dir="auto"
            value={entered.reason}
            onChange={(reason) => set({ reason })}
          />
        )}
        <Button
          type="submit"
          kind="solid"
          busy={acts.busy}
          disabled={Object.keys(content).length === 0}
        >
          {words.hand(seat.name)}
        </Button>
      </form>
    </Disclosure>
  )
}

/** Only what was filled in; what the phase asks for beyond it, the bridge says. */
function contentOf({ answer, text, confidence, decision, reason }: Entered): HandIn {
  return {
    ...(answer.trim() && { answer: answer.trim() }),
    ...(text.trim() && { text: text.trim() }),
    ...(confidence && { confidence: Math.min(100, Number(confidence)) }),
    ...(decision !== 'none' && { decision }),
    ...(decision !== 'none' && reason.trim() && { reason: reason.trim() }),
  }
}
