/** What was decided about held items stays for as long as the owner keeps it; nothing is to read through all of it. */
export const heldItemsFound = `
CREATE INDEX held_items_by_participant ON held_items (participant);
CREATE INDEX held_items_by_digest ON held_items (participant, digest);
CREATE INDEX held_items_by_decision ON held_items (decided_at) WHERE decided_at IS NOT NULL;
`
