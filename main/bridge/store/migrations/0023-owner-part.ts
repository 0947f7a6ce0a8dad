/** What of a message is the owner's: pasted by them from an app that may not write, or changed before it went through. */
export const ownerPart = `
ALTER TABLE messages ADD COLUMN owner_part TEXT CHECK (owner_part IN ('pasted', 'changed'));
`
