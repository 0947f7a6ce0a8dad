/** A secret to enter: hidden until the owner looks, never offered to be remembered. */
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { strings } from '../strings.ts'
import { Field } from './Field.tsx'
import { IconButton } from './IconButton.tsx'
import type { TextFieldProps } from './TextField.tsx'

export function SecretField(props: Omit<TextFieldProps, 'type' | 'mono'>) {
  const { label, hiddenLabel, hint, error, onChange, className = '', ...rest } = props
  const [shown, setShown] = useState(false)
  return (
    <Field {...{ label, hint, error }} hiddenLabel={hiddenLabel ?? false}>
      {(control) => (
        <div className="relative">
          <input
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore
            {...rest}
            {...control}
            type={shown ? 'text' : 'password'}
            className={`input w-full pr-11 font-mono ${className}`}
            onChange={(event) => onChange(event.target.value)}
          />
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={shown ? strings.kit.hideSecret : strings.kit.showSecret}
            aria-pressed={shown}
            className="absolute inset-y-0 right-1 my-auto"
            onClick={() => setShown(!shown)}
          />
        </div>
      )}
    </Field>
  )
}
