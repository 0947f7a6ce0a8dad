/** One line of text; `mono` for addresses, ids and commands. */
import type { ComponentProps } from 'react'
import { Field, type FieldWords } from './Field.tsx'

export interface TextFieldProps extends FieldWords, Omit<ComponentProps<'input'>, 'onChange'> {
  value: string
  onChange: (value: string) => void
  mono?: boolean
}

export function TextField({
  label,
  hiddenLabel,
  hint,
  error,
  onChange,
  mono = false,
  className = '',
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error }} hiddenLabel={hiddenLabel ?? false}>
      {(control) => (
        <input
          type="text"
          {...(mono ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {})}
          {...rest}
          {...control}
          className={`input ${mono ? 'font-mono' : ''} ${className}`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
