/** The owner's own voice in the conversation. */
import { useState, type KeyboardEvent } from 'react'
import { Button } from '../../components/Button.tsx'
import { Letter } from '../../components/Letter.tsx'
import { Problem } from '../../components/Problem.tsx'
import type { Participants } from '../../data/shapes.ts'
import { strings } from '../../strings.ts'
import type { Invoke } from '../../transport.ts'
import { useAction } from '../../data/use-action.ts'

const words = strings.composer

interface Props {
  participants: Participants | undefined
  disabled: boolean
  invoke: Invoke
}

export function Composer({ participants, disabled, invoke }: Props) {
  const [text, setText] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  /** One key per draft: sending again after a broken connection cannot say it twice. */
  const [draftKey, setDraftKey] = useState(() => crypto.randomUUID())
  const { busy, failure, run } = useAction()
  const others = (participants ?? []).filter(({ id }) => id !== 'owner')
  const to = others.map(({ id }) => id).filter((id) => !left.has(id))
  const ready = text.trim() !== '' && to.length > 0 && !busy && !disabled

  const send = async (): Promise<void> => {
    if (!ready) return
    const sent = await run(() =>
      invoke('conversation.send', { to, text, idempotencyKey: draftKey }),
    )
    if (!sent) return
    setText('')
    setDraftKey(crypto.randomUUID())
  }
  const toggle = (id: string): void => {
    setLeft((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
    // Another address makes another message.
    setDraftKey(crypto.randomUUID())
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
  }

  if (!participants) return null
  if (others.length === 0) return <p className="text-muted">{words.nobody}</p>
  return (
    <div className="space-y-3">
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="sr-only">{words.to}</legend>
        <span aria-hidden="true" className="mr-1 text-muted">
          {words.to}
        </span>
        {others.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="recipient"
            aria-pressed={!left.has(id)}
            onClick={() => toggle(id)}
          >
            <Letter id={id} small />
            {name}
          </button>
        ))}
      </fieldset>
      <textarea
        className="paper"
        aria-label={words.label}
        placeholder={words.label}
        rows={3}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setDraftKey(crypto.randomUUID())
        }}
        onKeyDown={keys}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button kind="solid" disabled={!ready} onClick={() => void send()}>
          {words.send}
        </Button>
        <span className="text-sm text-muted">
          {to.length === 0 ? words.chooseSomeone : words.hint}
        </span>
      </div>
      {failure && <Problem problem={failure} />}
    </div>
  )
}
