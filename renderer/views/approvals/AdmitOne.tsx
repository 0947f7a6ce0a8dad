/** While the owner has shut sign-ins out: letting in the one they begin themselves, by its page's digits. */
import { useState, type FormEvent } from 'react'
import { Button } from '../../components/Button.tsx'
import { Problem } from '../../components/Problem.tsx'
import { TextField } from '../../components/TextField.tsx'
import { Time } from '../../components/Time.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { approvalStrings as words } from '../../strings/approvals.ts'

const digits = 8

export function AdmitOne({ until }: { until: string }) {
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState<string>()
  const { busy, failure, run } = useAction()
  const invoke = useInvoke()
  const say = useToast()

  const admit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const pass = typed.replaceAll(/\D/g, '')
    setMissing(pass.length === digits ? undefined : words.admitMissing(digits))
    if (pass.length !== digits) return
    if (!(await run(() => invoke('approvals.admit', { pass })))) return
    setTyped('')
    say(words.admitted)
  }

  return (
    <form className="max-w-prose space-y-3" onSubmit={(event) => void admit(event)}>
      <p>
        {words.shutUntil} <Time iso={until} clock />. {words.admitHow(digits)}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          label={words.admitLabel}
          hiddenLabel
          error={missing}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          autoComplete="off"
          placeholder="0000 0000"
          size={12}
          maxLength={12}
          mono
        />
        <Button type="submit" busy={busy}>
          {words.admit}
        </Button>
      </div>
      {failure && <Problem problem={failure} />}
    </form>
  )
}
