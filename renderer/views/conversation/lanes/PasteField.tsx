/** "ChatGPT said…": the owner sends for an app that may not write, and gets the line that makes it look again. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { laneStrings as words } from '../../../strings/lanes.ts'
import { OpenApp } from '../../talks/page/OpenApp.tsx'

export type Lane = MethodResult<'lanes.list'>[number]

export function PasteField({ lane }: { lane: Lane }) {
  const { participant, name, thread, due, nudge } = lane
  const [text, setText] = useState('')
  const [key, setKey] = useState(() => crypto.randomUUID())
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const say = useToast()

  const send = async (): Promise<void> => {
    const done = await run(() =>
      invoke('lanes.paste', {
        participant,
        text,
        thread,
        idempotencyKey: key,
        ...(due !== null && { replyTo: due }),
      }),
    )
    if (!done) return
    setText('')
    setKey(crypto.randomUUID())
    say(words.sent(name))
  }

  return (
    <form
      className="max-w-prose space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextArea
        label={words.paste(name)}
        hint={words.detail}
        dir="auto"
        rows={4}
        value={text}
        onChange={setText}
      />
      <Button type="submit" kind="solid" busy={busy} disabled={text.trim() === ''}>
        {words.send(name)}
      </Button>
      {failure && <Problem problem={failure} />}
      <p className="text-sm text-muted">{words.line}</p>
      <p className="font-mono text-[0.95em] wrap-anywhere">
        <span className="command select-all">{nudge.line}</span>
      </p>
      <div className="flex flex-wrap gap-3">
        {nudge.href && <OpenApp name={name} href={nudge.href} />}
        <CopyButton text={nudge.line} label={words.copyOf(name)} />
      </div>
      {nudge.command && <CopyField label={words.command} value={nudge.command} />}
    </form>
  )
}
