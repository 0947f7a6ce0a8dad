/** Which hand-in of a talk a held turn became, so that its words go with the message's. */
export const heldTurns = `
ALTER TABLE held_items ADD COLUMN talk INTEGER;
ALTER TABLE held_items ADD COLUMN handin INTEGER;
CREATE INDEX held_items_by_handin ON held_items (talk, handin) WHERE handin IS NOT NULL;

DROP TRIGGER held_texts_removed;
CREATE TRIGGER held_texts_removed AFTER UPDATE OF text ON messages WHEN NEW.text = ''
BEGIN
  UPDATE held_items SET request = NULL, changed = NULL WHERE message = NEW.seq;
  UPDATE held_items SET request = NULL, changed = NULL WHERE number IN (
    SELECT h.number FROM talk_handins t JOIN held_items h ON h.talk = t.talk AND h.handin = t.number
    WHERE t.message = NEW.seq);
END;
`
