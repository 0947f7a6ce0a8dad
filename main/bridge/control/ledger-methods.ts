/** What each client has received, for the owner. */
import type { ledgerMethods } from '../../contract/ledger.ts'
import { pieceOf, rowsOfPiece } from '../ledger/export-rows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { HandlersOf } from './handlers.ts'

export const ledgerHandlers = ({
  ledger,
}: {
  ledger: Ledger
}): HandlersOf<typeof ledgerMethods> => ({
  'ledger.seen': (request) => ledger.seen(request),
  'ledger.receivers': () => ledger.receivers(),
  'ledger.export': ({ format, after = 0, ...question }) =>
    pieceOf(format, after, ledger.seen({ ...question, after, limit: rowsOfPiece })),
  'ledger.verify': () => ledger.verify(),
})
