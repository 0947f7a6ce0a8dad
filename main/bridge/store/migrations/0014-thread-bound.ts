/** A bound of its own for a thread; null: the one of the settings. */
export const threadBound = `
ALTER TABLE threads ADD COLUMN bound INTEGER CHECK (bound > 0);
`
