/** What the owner calls a thread; null: its first words. */
export const threadName = `
ALTER TABLE threads ADD COLUMN name TEXT;
`
