/** The bounds of a new talk: those of its form, until the owner writes others. */
import { useState } from 'react'
import { TextField } from '../../../components/TextField.tsx'
import { talkStrings } from '../../../strings/talks.ts'
import type { Begin } from './use-begin.ts'

const words = talkStrings.begin
const kinds = ['rounds', 'messages', 'minutes', 'characters'] as const

export function BoundFields({ talk }: { talk: Begin }) {
  const [typed, setTyped] = useState<Partial<Record<(typeof kinds)[number], string>>>({})
  const usual = talk.form?.bounds
  return (
    <fieldset>
      <legend className="mb-2 text-sm text-muted">{words.bounds}</legend>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {kinds.map((kind) => {
          const text = typed[kind] ?? String(talk.bounds[kind] ?? usual?.[kind] ?? '')
          const wrong = !/^[1-9]\d*$/.test(text)
          return (
            <TextField
              key={kind}
              label={words[kind]}
              inputMode="numeric"
              className="w-full"
              value={text}
              error={wrong && text !== '' ? words.boundWrong : undefined}
              onChange={(value) => {
                setTyped((all) => ({ ...all, [kind]: value }))
                const good = /^[1-9]\d*$/.test(value)
                talk.setBound(kind, good ? Number(value) : undefined)
              }}
            />
          )
        })}
      </div>
    </fieldset>
  )
}
