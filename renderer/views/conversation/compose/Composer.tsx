/** The owner's own voice: to whom, in answer to what, how important, and the words. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Select } from '../../../components/Select.tsx'
import { useInvoke, useLink } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import type { ThreadMessage } from '../messages/thread-pages.ts'
import { Answering } from './Answering.tsx'
import { Recipients } from './Recipients.tsx'
import { useDraft } from './use-draft.ts'

const words = conversationStrings.composer

type Sent = MethodResult<'conversation.send'>['message']

interface Props {
  participants: Participants
  /** Left out for a message that begins a thread. */
  thread?: { id: string; participants: readonly string[] }
  answering?: ThreadMessage | undefined
  /** It is answered, or it is to be answered no more. */
  onAnswered?: () => void
  onSent?: (message: Sent) => void
}

export function Composer({ participants, thread, answering, onAnswered, onSent }: Props) {
  const { draft, key, change, clear, renew } = useDraft(thread?.id ?? 'new')
  const { busy, failure, run, forget } = useAction()
  const invoke = useInvoke()
  const stopped = useLink() === 'stopped'
  const field = useRef<HTMLTextAreaElement>(null)
  const others = participants.filter(({ id }) => id !== 'owner')
  const known = new Set(others.map(({ id }) => id))
  const usual = thread ? thread.participants.filter((id) => known.has(id)) : [...known]
  const to = draft.to?.filter((id) => known.has(id)) ?? (usual.length > 0 ? usual : [...known])
  const ready = draft.text.trim() !== '' && to.length > 0 && !busy && !stopped

  useEffect(() => {
    if (answering) field.current?.focus()
  }, [answering])
  const answers = answering?.id
  const [answered, setAnswered] = useState(answers)
  if (answered !== answers) {
    setAnswered(answers)
    // In another place it is another message.
    renew()
  }

  const send = async (): Promise<void> => {
    if (!ready) return
    const { text, importance } = draft
    const place = {
      ...(thread && { thread: thread.id }),
      ...(answering && { replyTo: answering.id }),
    }
    const done = await run(async () => {
      const request = { to, text, importance, idempotencyKey: key, ...place }
      const { message } = await invoke('conversation.send', request)
      onSent?.(message)
    })
    if (!done) return
    clear()
    onAnswered?.()
    field.current?.focus()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
    if (event.key === 'Escape' && answering) leave()
  }
  const leave = (): void => onAnswered?.()

  if (others.length === 0) return <p className="composer text-muted">{words.nobody}</p>
  return (
    <form
      className="composer"
      aria-label={words.label}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {answering && <Answering message={answering} participants={participants} onLeave={leave} />}
      <Recipients others={others} chosen={to} onChange={(chosen) => change({ to: chosen })} />
      <textarea
        ref={field}
        className="paper composer-field"
        aria-label={words.label}
        placeholder={words.label}
        rows={2}
        dir="auto"
        value={draft.text}
        onChange={(event) => {
          change({ text: event.target.value })
          if (failure) forget()
        }}
        onKeyDown={keys}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Select
          label={words.importance}
          hiddenLabel
          className="py-1 text-sm"
          value={draft.importance}
          onChange={(importance) => change({ importance })}
          options={words.importances}
        />
        <div className="flex items-center gap-4">
          <p className="text-right text-sm text-muted">
            {stopped ? (
              words.stopped
            ) : to.length === 0 ? (
              words.chooseSomeone
            ) : (
              <span className="pointer-coarse:hidden max-sm:hidden">{words.hint}</span>
            )}
          </p>
          <Button kind="solid" type="submit" busy={busy} disabled={!ready}>
            {words.send}
          </Button>
        </div>
      </div>
      {failure && <Problem problem={failure} />}
    </form>
  )
}
