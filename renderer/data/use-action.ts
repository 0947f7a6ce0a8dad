/** Running one thing at a time from a component, and saying how it went. */
import { useState } from 'react'
import type { Failure } from '../../main/contract.ts'
import { failureFrom } from './failure.ts'

export interface Action {
  busy: boolean
  /** Why it failed last time; until it is run again or forgotten. */
  failure: Failure | undefined
  /** Runs the work unless something is running; resolves to whether it was done. */
  run: (work: () => Promise<unknown>) => Promise<boolean>
  forget: () => void
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setFailure(undefined)
    try {
      await work()
      return true
    } catch (thrown) {
      setFailure(failureFrom(thrown))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, run, forget: () => setFailure(undefined) }
}
