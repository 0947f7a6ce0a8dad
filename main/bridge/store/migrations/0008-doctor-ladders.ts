/**
 * How far each client got, as JSON (doctor/ladder/state.ts). Nothing depends on it
 * but an explanation, and there are no more than a hundred. Times are milliseconds.
 */
export const doctorLadders = `
CREATE TABLE doctor_ladders (
  id TEXT PRIMARY KEY,
  last_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
