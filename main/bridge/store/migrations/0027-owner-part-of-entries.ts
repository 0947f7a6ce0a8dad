/** A note or a version of a file that the owner changed before it went through. Messages have a mark of their own. */
export const ownerPartOfEntries = `
ALTER TABLE log ADD COLUMN owner_part TEXT CHECK (owner_part IN ('changed'));
`
