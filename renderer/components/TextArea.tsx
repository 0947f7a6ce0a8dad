/** Several lines of text; it grows with what is written. */
import type { ComponentProps } from 'react'
import { Field, type FieldWords } from './Field.tsx'

interface Props extends FieldWords, Omit<ComponentProps<'textarea'>, 'onChange'> {
  value: string
  onChange: (value: string) => void
  mono?: boolean
}

export function TextArea(props: Props) {
  const { label, hiddenLabel, hint, error, onChange, mono = false, className = '', ...rest } = props
  return (
    <Field {...{ label, hint, error }} hiddenLabel={hiddenLabel ?? false}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          className={`paper ${mono ? 'font-mono text-sm' : ''} ${className}`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
