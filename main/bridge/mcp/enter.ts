/** Enters what an answer holds of the conversation into the ledger: ahead of the answer, and once it was written. */
import type { Delivery } from '../conversation/inbox/inbox-types.ts'
import type { LedgerWriter, Shown } from '../ledger/types.ts'
import type { CallingClient } from '../presence/types.ts'
import type { Caller } from './caller.ts'

/** `call` is the tool or method; without a delivery the answer counts as written. */
export type Enter = (
  from: { caller: Caller; client: CallingClient },
  call: string,
  shown: readonly Shown[],
  delivery: Delivery | undefined,
) => void

/** Throws when nothing can be written down: then nothing may leave either. */
export const createEnter =
  (ledger: LedgerWriter | undefined): Enter =>
  ({ caller, client }, call, shown, delivery) => {
    if (shown.length === 0) return
    const { participant, vendor, provenVendor = 'other', signIn, via } = caller
    const receiver = {
      client: client.id,
      grant: signIn?.grant ?? '',
      participant,
      name: client.name,
      vendor: via === 'link' ? vendor : provenVendor,
      via,
    }
    const leaving = ledger?.leaving(receiver, call, shown)
    if (!leaving) return
    if (delivery) delivery.onEnd(leaving.end)
    else leaving.end(true)
  }
