/**
 * The command palette: one field and a list under it (the combobox pattern of ARIA). The focus stays
 * in the field; arrows choose, Enter does it.
 */
import { Dialog } from '@base-ui/react/dialog'
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { paletteStrings as words } from '../../strings/palette.ts'
import { matching, type Command } from './commands.ts'
import { useFound } from './use-found.ts'

interface Props {
  open: boolean
  onClose: () => void
  commands: readonly Command[]
}

export function Palette({ open, onClose, commands }: Props) {
  /** What is done once the palette is gone, so that it may move the focus. */
  const chosen = useRef<Command>(undefined)
  const done = (): void => {
    const command = chosen.current
    chosen.current = undefined
    command?.run()
  }
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(now) => !now && onClose()}
      onOpenChangeComplete={(now) => !now && done()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="palette"
          aria-label={words.title}
          finalFocus={() => chosen.current === undefined}
        >
          <Choices
            commands={commands}
            onChoose={(command) => {
              chosen.current = command
              onClose()
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface ChoicesProps {
  commands: readonly Command[]
  onChoose: (command: Command) => void
}

function Choices({ commands, onChoose }: ChoicesProps) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  // Not a frame later, as dialogs do it: what is typed at once belongs here too.
  useLayoutEffect(() => field.current?.focus(), [])
  const found = useFound(query)
  const shown = [...matching(commands, query), ...found]
  const current = Math.min(at, shown.length - 1)
  const idOf = (i: number): string => `${list}-${i}`

  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && shown.length > 0) {
      const next = (current + step + shown.length) % shown.length
      setAt(next)
      document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' })
      event.preventDefault()
    }
    const command = shown[current]
    if (event.key === 'Enter' && command) {
      event.preventDefault()
      onChoose(command)
    }
  }
  return (
    <>
      <input
        ref={field}
        className="palette-field"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={shown.length > 0 ? idOf(current) : undefined}
        aria-label={words.placeholder}
        placeholder={words.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={keys}
      />
      <ul id={list} role="listbox" aria-label={words.title} className="palette-list">
        {shown.map((command, i) => (
          <Choice
            key={command.id}
            id={idOf(i)}
            command={command}
            current={i === current}
            heading={command.group === shown[i - 1]?.group ? undefined : command.group}
            onPoint={() => setAt(i)}
            onChoose={() => onChoose(command)}
          />
        ))}
      </ul>
      <p role="status" className={shown.length === 0 ? 'px-5 pb-5 text-muted' : 'sr-only'}>
        {shown.length === 0 ? words.nothing : words.results(shown.length)}
      </p>
    </>
  )
}

interface ChoiceProps {
  id: string
  command: Command
  current: boolean
  /** The group that begins here. */
  heading: Command['group'] | undefined
  onPoint: () => void
  onChoose: () => void
}

function Choice({ id, command, current, heading, onPoint, onChoose }: ChoiceProps) {
  const { icon: Icon, label, detail } = command
  return (
    <>
      {heading && (
        <li role="presentation" className="palette-group">
          {words.groups[heading]}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={current}
        className="palette-choice"
        onPointerMove={onPoint}
        onClick={onChoose}
      >
        <Icon aria-hidden="true" size={18} strokeWidth={1.6} className="shrink-0 text-muted" />
        <span className="min-w-0">
          <span className="block truncate">{label}</span>
          {detail && <span className="block truncate text-sm text-muted">{detail}</span>}
        </span>
      </li>
    </>
  )
}
