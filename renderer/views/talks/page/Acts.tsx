/** What steers a talk: pause, skip, give the word, more of a bound, end. */
import { ChevronDown, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Menu } from '../../../components/Menu.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { talkStrings } from '../../../strings/talks.ts'
import { hrefTo } from '../../../navigation.ts'
import type { Talk } from '../shapes.ts'
import { amounts, boundKinds } from './bounds.ts'
import { seatsInTurn } from './standing.ts'
import type { TalkActs } from './use-talk-acts.ts'

const words = talkStrings.acts

interface Props {
  talk: Talk
  acts: TalkActs
  /** The bridge is out of sight. */
  disabled: boolean
}

export function Acts({ talk, acts, disabled }: Props) {
  const [ending, setEnding] = useState(false)
  const invoke = useInvoke()
  const paused = talk.state === 'paused'
  const inTurn = seatsInTurn(talk)
  const [next] = inTurn
  const canGive = talk.phase.kind === 'turns' && !paused
  return (
    <div role="group" aria-label={words.label} className="acts">
      <Button
        kind={paused ? 'solid' : 'outline'}
        disabled={disabled}
        busy={acts.busy}
        onClick={() => void (paused ? acts.resume() : acts.pause())}
      >
        {paused ? (
          <Play aria-hidden="true" size={16} strokeWidth={1.75} />
        ) : (
          <Pause aria-hidden="true" size={16} strokeWidth={1.75} />
        )}
        {paused ? words.resume : words.pause}
      </Button>
      {canGive && (
        <Menu
          align="start"
          trigger={
            <Button disabled={disabled}>
              {words.give}
              <ChevronDown aria-hidden="true" size={16} />
            </Button>
          }
          items={talk.seats.map(({ participant, name, hasTurn }) => ({
            label: name,
            disabled: hasTurn,
            onSelect: () => void acts.giveWord(participant),
          }))}
        />
      )}
      {next && inTurn.length === 1 && talk.phase.kind !== 'verdict' && (
        <Button disabled={disabled} onClick={() => void acts.skip(next.participant)}>
          {words.skip(next.name)}
        </Button>
      )}
      <Menu
        align="start"
        trigger={
          <Button disabled={disabled}>
            {words.more}
            <ChevronDown aria-hidden="true" size={16} />
          </Button>
        }
        items={[
          ...boundKinds.map((what) => ({
            label: words.moreOf[what],
            onSelect: () => void acts.more(what, amounts[what]),
          })),
          { label: words.thread, href: hrefTo('conversation', talk.thread) },
        ]}
      />
      <Button disabled={disabled} onClick={() => setEnding(true)}>
        {words.end}
      </Button>
      <ConfirmDialog
        open={ending}
        onClose={() => setEnding(false)}
        title={words.endTitle}
        description={words.endDetail}
        confirm={words.endConfirm}
        danger={false}
        onConfirm={() => invoke('talks.end', { id: talk.id })}
      />
    </div>
  )
}
