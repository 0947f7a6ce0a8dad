/** The owner's word to all seats: it takes nobody's turn. */
import { useState, type KeyboardEvent } from 'react'
import { Button } from '../../../components/Button.tsx'
import { talkStrings } from '../../../strings/talks.ts'
import type { Talk } from '../shapes.ts'
import type { TalkActs } from './use-talk-acts.ts'

const words = talkStrings.acts

interface Props {
  talk: Talk
  acts: TalkActs
  disabled: boolean
}

export function SayToAll({ talk, acts, disabled }: Props) {
  const [text, setText] = useState('')
  const label = talk.seats.length > 2 ? words.sayAll : words.say
  const ready = text.trim() !== '' && !disabled && !acts.busy
  const send = async (): Promise<void> => {
    if (ready && (await acts.say(text.trim()))) setText('')
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
  }
  return (
    <form
      className="say-to-all"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <textarea
        className="paper composer-field"
        aria-label={label}
        placeholder={`${label}: ${words.saidPlaceholder}`}
        rows={2}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      <div className="mt-2 flex items-center justify-end gap-4">
        <span className="text-sm text-muted max-sm:hidden pointer-coarse:hidden">
          {words.sendHint}
        </span>
        <Button kind="solid" type="submit" disabled={!ready}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}
