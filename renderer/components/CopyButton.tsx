/** Copies a text and says whether that worked. */
import { useEffect, useState } from 'react'
import { strings } from '../strings.ts'
import { Button } from './Button.tsx'

export function CopyButton({ text, label }: { text: string; label: string }) {
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
  const { copy: idle, copied, copyFailed } = strings.address
  return (
    <Button aria-label={`${idle}: ${label}`} onClick={() => void copy()}>
      <span aria-live="polite">
        {outcome === 'copied' ? copied : outcome === 'failed' ? copyFailed : idle}
      </span>
    </Button>
  )
}
