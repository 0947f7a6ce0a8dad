/** Answers that were written and whose rows in the ledger are made a moment later, many at a time (ledger/soon.ts). */
export const receivedSoon = `
CREATE TABLE received_soon (
  id INTEGER PRIMARY KEY,
  -- JSON: for each answer who received it by which call, when, pairs of seq and extent, and 1 where it perhaps broke off
  answers TEXT NOT NULL
) STRICT;
`
