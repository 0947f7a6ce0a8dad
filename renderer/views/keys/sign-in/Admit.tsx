/** Lets somebody sign in by the user id the provider knows them by, as the participants that are chosen. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Checkbox } from '../../../components/Checkbox.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { strings } from '../../../strings.ts'
import { keysStrings } from '../../../strings/keys.ts'

const words = keysStrings.people

interface Props {
  open: boolean
  onClose: () => void
  participants: Participants
}

export function Admit({ open, onClose, participants }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run, forget } = useAction()
  const [subject, setSubject] = useState('')
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const error = judgeSubject(subject)
  const ready = subject.trim() !== '' && !error && chosen.length > 0
  const close = (): void => {
    setSubject('')
    setName('')
    setChosen([])
    forget()
    onClose()
  }
  const admit = async (): Promise<void> => {
    const person = {
      subject: subject.trim(),
      participants: [...chosen],
      ...(name.trim() === '' ? {} : { name: name.trim() }),
    }
    if (await run(() => invoke('identity.admit', person))) close()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={words.add}
      actions={
        <>
          <Button onClick={close}>{strings.kit.cancel}</Button>
          <Button kind="solid" busy={busy} disabled={!ready} onClick={() => void admit()}>
            {words.admit}
          </Button>
        </>
      }
    >
      <TextField
        label={words.subject}
        hint={words.subjectHint}
        error={error}
        value={subject}
        onChange={setSubject}
        maxLength={300}
        mono
        autoComplete="off"
      />
      <TextField label={words.name} value={name} onChange={setName} maxLength={100} />
      <fieldset className="space-y-2">
        <legend className="mb-2 text-sm text-muted">
          {words.participants}
          {chosen.length === 0 && <span className="block">{words.choose}</span>}
        </legend>
        {participants
          .filter(({ id }) => id !== 'owner')
          .map((one) => (
            <Checkbox
              key={one.id}
              label={one.name}
              checked={chosen.includes(one.id)}
              onChange={(on) =>
                setChosen(on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
              }
            />
          ))}
      </fieldset>
      {failure && <Problem problem={failure} />}
    </Dialog>
  )
}

/** Nothing is decided by an e-mail address: it can change hands. */
function judgeSubject(text: string): string | undefined {
  const value = text.trim()
  if (/\s/.test(value)) return words.subjectSpaces
  return /^[^|@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/.test(value) ? words.subjectEmail : undefined
}
