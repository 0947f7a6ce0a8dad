/** Changing the address: asks first when clients came by the one of now, since they have to come anew. */
import { useState } from 'react'
import { useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import type { Tunnel } from '../chapters.ts'

export function useChange(tunnel: Tunnel) {
  const { value: clients = [] } = useLoaded('clients.list', {})
  const action = useAction()
  const [asking, setAsking] = useState<() => Promise<unknown>>()
  const { publicUrl } = tunnel
  const used =
    publicUrl !== null && clients.some((one) => one.grants > 0 && one.origin === publicUrl)
  return {
    ...action,
    /** What waits for the owner's yes. */
    asking,
    publicUrl,
    change(work: () => Promise<unknown>): void {
      if (used) setAsking(() => work)
      else void action.run(work)
    },
    leave: () => setAsking(undefined),
  }
}

export type Change = ReturnType<typeof useChange>
