/** The form inside a dialog: its fields, why it failed, then Cancel and the button that submits it. */
import type { ReactNode } from 'react'
import type { Action } from '../data/use-action.ts'
import { strings } from '../strings.ts'
import { Button } from './Button.tsx'
import { Problem } from './Problem.tsx'

interface Props {
  action: Pick<Action, 'busy' | 'failure'>
  /** What the submitting button says. */
  submit: string
  disabled?: boolean
  onSubmit: () => Promise<void>
  onCancel: () => void
  children: ReactNode
}

export function DialogForm(props: Props) {
  const { action, submit, disabled = false, onSubmit, onCancel, children } = props
  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit()
      }}
    >
      {children}
      {action.failure && <Problem problem={action.failure} />}
      <div className="flex justify-end gap-3">
        <Button onClick={onCancel}>{strings.kit.cancel}</Button>
        <Button type="submit" kind="solid" busy={action.busy} disabled={disabled}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
