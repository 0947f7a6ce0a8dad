/** The owner's words about a held item: what goes through instead, or why it goes back. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { gateStrings as words } from '../../../strings/gate.ts'

interface Props {
  ask: 'change' | 'reason'
  first: string
  busy: boolean
  onDone: (text: string) => void
  onCancel: () => void
}

export function Words({ ask, first, busy, onDone, onCancel }: Props) {
  const [text, setText] = useState(first)
  const change = ask === 'change'
  return (
    <form
      className="mt-3 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(text)
      }}
    >
      <TextArea
        label={change ? words.changeLabel : words.reasonLabel}
        hint={change ? words.changeHint : words.reasonHint}
        value={text}
        onChange={setText}
        rows={change ? 8 : 2}
        mono={change}
        autoFocus
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="solid" busy={busy} disabled={change && text.trim() === ''}>
          {change ? words.letChanged : words.back}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
