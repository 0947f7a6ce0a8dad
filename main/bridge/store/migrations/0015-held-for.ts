/**
 * What a held thread is paused for: its messages (null), or the characters its people may exchange in a
 * day; and how many characters beyond those the owner allowed it.
 */
export const heldFor = `
ALTER TABLE threads ADD COLUMN held_for TEXT;
ALTER TABLE threads ADD COLUMN allowance INTEGER NOT NULL DEFAULT 0;
`
