/** Copies a text and says whether that worked. */
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { strings } from '../strings.ts'
import { Button, type ButtonProps } from './Button.tsx'

interface Props {
  text: string
  /** What is copied, read out with the button. */
  label: string
  kind?: ButtonProps['kind']
}

export function CopyButton({ text, label, kind = 'outline' }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()

  useEffect(() => {
    const timer = outcome && setTimeout(() => setOutcome(undefined), 2500)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  const { copy: idle, copied, copyFailed } = strings.kit
  const Icon = outcome === 'copied' ? Check : Copy
  return (
    <Button kind={kind} aria-label={`${idle}: ${label}`} onClick={() => void copy()}>
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} />
      <span aria-live="polite">
        {outcome === 'copied' ? copied : outcome === 'failed' ? copyFailed : idle}
      </span>
    </Button>
  )
}
