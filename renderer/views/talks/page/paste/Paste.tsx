/** "ChatGPT said…": the owner hands in for an app that may not write to the bridge. */
import { useState } from 'react'
import { Button } from '../../../../components/Button.tsx'
import { Disclosure } from '../../../../components/Disclosure.tsx'
import { talkStrings } from '../../../../strings/talks.ts'
import type { Asks, Talk, TalkSeat } from '../../shapes.ts'
import { seatsInTurn } from '../standing.ts'
import type { TalkActs } from '../use-talk-acts.ts'
import { handInOf, isComplete, nothingEntered } from './entered.ts'
import { HandInFields } from './HandInFields.tsx'

const words = talkStrings.waiting

/** One form for each whose turn it is, with the fields of what is asked of it. */
export function Pastes({ talk, acts }: { talk: Talk; acts: TalkActs }) {
  const inTurn = seatsInTurn(talk)
  if (inTurn.length === 0) return null
  return (
    <div className="space-y-2">
      {inTurn.map(
        (seat) =>
          seat.asks && (
            // What was typed for one phase does not belong to the next.
            <Paste
              key={`${seat.participant} ${talk.phase.id} ${talk.round}`}
              seat={seat}
              asks={seat.asks}
              acts={acts}
            />
          ),
      )}
    </div>
  )
}

function Paste({ seat, asks, acts }: { seat: TalkSeat; asks: Asks; acts: TalkActs }) {
  const [entered, setEntered] = useState(nothingEntered)
  const hand = async (): Promise<void> => {
    if (await acts.paste(seat.participant, handInOf(entered, asks))) setEntered(nothingEntered)
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
        <p className="text-sm text-muted">{words.pasteHint}</p>
        <HandInFields
          asks={asks}
          entered={entered}
          onChange={(change) => setEntered((old) => ({ ...old, ...change }))}
        />
        <Button type="submit" kind="solid" busy={acts.busy} disabled={!isComplete(entered, asks)}>
          {words.hand(seat.name)}
        </Button>
      </form>
    </Disclosure>
  )
}
