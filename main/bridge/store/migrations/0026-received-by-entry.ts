/**
 * One index of the ledger both for what is entered once and for who received an entry. Answers on their way
 * are noted in a file now (ledger/note-file.ts); what `received_ahead` still holds is entered at the start.
 */
export const receivedByEntry = `
DROP INDEX received_once;
DROP INDEX received_by_entry;
CREATE UNIQUE INDEX received_once ON received (seq, source, extent, perhaps, day);
`
