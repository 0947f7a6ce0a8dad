/** Where the bridge stands for its owner: open, open with somebody at the gate, or raised. */
import type { Status } from '../main/contract.ts'

export const positions = ['lowered', 'guarded', 'raised'] as const
export type Stand = (typeof positions)[number]

export function standOf(status: Pick<Status, 'position' | 'guarded'>): Stand {
  if (status.position === 'raised') return 'raised'
  return status.guarded ? 'guarded' : 'lowered'
}
